/** Messages that show something each, for the page's "Write as a customer". */
export const IDEAS = [
  {
    label: 'A refund',
    name: 'Mei-Ling Chen',
    email: 'meiling.chen@mail.example',
    subject: 'Torn bag',
    text: 'Hello,\n\nthe Dunes beans in order 1058 arrived torn open. Could you please refund the 12.50 EUR for them?\n\nThanks, Mei-Ling',
  },
  {
    label: 'Where is my order?',
    name: 'Anouk de Wit',
    email: 'anouk.dewit@mail.example',
    subject: 'Order 1042',
    text: 'Hi, where is my order 1042? It should have been here by now. Anouk',
  },
  {
    label: 'A how-to',
    name: 'Elias Berg',
    email: 'elias.berg@post.example',
    subject: 'Descaling',
    text: 'Hello, how do I descale my Tarn kettle, and how often should I do it?',
  },
  {
    label: 'Something nobody documented',
    name: 'Sofia Marino',
    email: 'sofia.marino@mail.example',
    subject: 'Solar',
    text: 'Can I run the Fir 2 grinder from a solar panel on my boat?',
  },
];
