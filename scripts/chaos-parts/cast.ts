import type { Shop } from '../../src/sandbox/stories.ts';

/** The people of a run and what they write. Each ticket has a customer and an order of its own, so that a refund names its ticket. */

export interface ChaosTicket {
  index: number;
  name: string;
  email: string;
  subject: string;
  text: string;
  /** Set when the customer wants money back. */
  refundOrder: string | null;
}

export interface Cast {
  tickets: ChaosTicket[];
  /** The shop with our customers and orders in it and only as many articles as the questions need. */
  shop: Shop;
}

const DAY_MS = 86_400_000;
const ITEM = { sku: 'BEAN-DUN', name: 'Dunes beans 250 g', qty: 1, price: 12.5 };
const OTHER_ITEM = { sku: 'SCALE-MOS', name: 'Moss scale', qty: 1, price: 39 };

const QUESTIONS = [
  [
    'Descaling',
    'Hello, there are white flakes floating in my Tarn kettle. What can I use to get rid of them, and is vinegar ok?',
  ],
  ['Beans', 'Hi, how should I store the beans at home, and do they belong in the fridge? I bought three bags.'],
  ['Password', 'I asked for a link to set a new password twenty minutes ago and nothing has come. What can I do now?'],
  [
    'Skip a box',
    'Hi, I have too much coffee left. Can I skip just one Bean Club box, and until when do I have to decide?',
  ],
  ['Free shipping', 'Good morning, from which order value on is shipping free to the Netherlands?'],
] as const;
/** The articles that answer them; a run needs no more knowledge than that. */
const ARTICLES = /descal|fresh|password|skip|free shipping|refund|damaged|late or lost/i;

export function castOf(count: number, shop: Shop, random: () => number): Cast {
  const tickets = Array.from({ length: count }, (_, index) => ticketOf(index, random));
  return {
    tickets,
    shop: {
      ...shop,
      articles: shop.articles.filter(
        ({ title, locale, draft }) => locale === 'en-us' && !draft && ARTICLES.test(title),
      ),
      customers: tickets.map(({ index, name, email }) => ({
        id: customerId(index),
        name,
        email,
        tier: 'standard',
        verified: true,
        locale: 'en',
      })),
      orders: tickets.map(({ index }) => orderOf(index)),
      invoices: [],
      subscriptions: [],
    },
  };
}

const customerId = (index: number): string => `cus_${index + 1}`;
const orderNumber = (index: number): string => String(1_000 + index);

function ticketOf(index: number, random: () => number): ChaosTicket {
  const person = { index, name: `Casey ${nameOf(index)}`, email: `casey.${index}@mail.example` };
  const draw = random();
  const order = orderNumber(index);
  if (draw < 0.35) {
    const text = `Hello, the Dunes beans in order ${order} arrived torn open, please refund the 12.50 EUR for the beans. Thank you, Casey`;
    return { ...person, subject: `Torn bag in order ${order}`, text, refundOrder: order };
  }
  if (draw < 0.5) {
    const text = `Hi, where is my order ${order}? It should have been here by now. Thanks, Casey`;
    return { ...person, subject: 'Where is my order', text, refundOrder: null };
  }
  const [subject, text] = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? QUESTIONS[0];
  return { ...person, subject, text: `${text}\n\nThanks, Casey`, refundOrder: null };
}

/** Letters only, so that no name is taken for a number. */
function nameOf(index: number): string {
  return String(index)
    .split('')
    .map((digit) => 'abcdefghij'[Number(digit)] ?? '')
    .join('')
    .replace(/^./, (first) => first.toUpperCase());
}

function orderOf(index: number): Shop['orders'][number] {
  const now = Date.now();
  return {
    number: orderNumber(index),
    customerId: customerId(index),
    placedAt: new Date(now - 6 * DAY_MS).toISOString(),
    deliveredAt: new Date(now - 2 * DAY_MS).toISOString(),
    status: 'delivered',
    carrier: 'PostNL',
    tracking: `3SKP${orderNumber(index)}`,
    items: [ITEM, OTHER_ITEM],
    shipping: 0,
    total: 51.5,
    currency: 'EUR',
    refundedAmount: 0,
    shipTo: null,
  };
}

export const FOLLOW_UPS = [
  'One more thing: I am at home on Thursday only.',
  'Sorry, I forgot to say that I use it every day. Does that change anything?',
  'Any news on this? I would like to know today.',
];
