import { describe, expect, it } from 'vitest';
import { machineMailOf } from './machine-mail.ts';

const PERSON = { name: 'Eva Bakker', address: 'eva@bakker.example' };

function judge(subject: string, text: string, from = PERSON) {
  return machineMailOf({ subject, text, from });
}

describe('mail that no person wrote', () => {
  it.each([
    ['en', 'Automatic reply: Your order 1042', 'I am out of the office until 9 November. For urgent matters call Tom.'],
    ['en, no telling subject', 'Re: Your order 1042', 'I am currently out of office and will return on 3 January.'],
    [
      'en, leave',
      'Re: Your order 1042',
      'I am on annual leave with limited access to email and will reply when I am back.',
    ],
    ['en, left', 'Re: Your order 1042', 'Eva Bakker no longer works here. Please write to office@bakker.example.'],
    [
      'en, ticket',
      '[#4711] Re: Your order 1042',
      'Thank you for contacting Pine IT. Your ticket has been created. A member of our team will answer within 24 hours.',
    ],
    ['en, unread mailbox', 'Notice', 'This mailbox is not monitored. Please do not reply to this message.'],
    ['en, at the end', 'Parental leave Re: Your order 1042', 'I am on parental leave until May.'],
    ['de', 'Automatische Antwort: Ihre Bestellung', 'Ich bin bis 9. November im Urlaub.'],
    [
      'de, no telling subject',
      'AW: Ihre Bestellung',
      'Vielen Dank für Ihre Nachricht. Ich bin vom 2. bis 9. November nicht im Büro. In dringenden Fällen wenden Sie sich an Tom.',
    ],
    ['de, ticket', 'Ihre Anfrage ist bei uns eingegangen', 'Wir melden uns schnellstmöglich.'],
    ['fr', 'Réponse automatique : Votre commande', 'Je suis absente jusqu’au 9 novembre.'],
    [
      'fr, no telling subject',
      'RE: Votre commande',
      'Bonjour, je suis actuellement en congé et vous répondrai à mon retour.',
    ],
    ['es', 'Respuesta automática: Su pedido', 'Estaré fuera hasta el 9 de noviembre.'],
    [
      'es, no telling subject',
      'RE: Su pedido',
      'Estoy de vacaciones hasta el 9 de noviembre. Responderé a mi regreso.',
    ],
    ['it', 'Risposta automatica: Il Suo ordine', 'Sono in ferie fino al 9 novembre.'],
    ['it, no telling subject', 'R: Il Suo ordine', 'Sono in ferie fino al 9 novembre e risponderò al mio rientro.'],
    ['pt', 'Resposta automática: O seu pedido', 'Estou de férias.'],
    ['nl', 'Automatisch antwoord: Uw bestelling', 'Ik ben tot 9 november afwezig.'],
    [
      'nl, no telling subject',
      'RE: Uw bestelling',
      'Ik ben met vakantie tot en met 9 november. Bij dringende zaken kunt u Tom bellen.',
    ],
    ['sv', 'Autosvar: Din beställning', 'Jag är på semester.'],
    ['da', 'Automatisk svar: Din ordre', 'Jeg holder ferie.'],
    ['no', 'Re: Bestilling', 'Jeg er på ferie og er tilbake 9. november. Haster det, ring Tom.'],
    ['fi', 'Automaattinen vastaus: Tilaus', 'Olen lomalla 9.11. asti.'],
    ['pl', 'Automatyczna odpowiedź: Zamówienie', 'Przebywam na urlopie do 9 listopada.'],
    ['pl, no telling subject', 'ODP: Zamówienie', 'Przebywam na urlopie. Odpowiem po powrocie.'],
    ['cs', 'Automatická odpověď: Objednávka', 'Jsem na dovolené.'],
    ['hu', 'Automatikus válasz: Rendelés', 'Szabadságon vagyok.'],
    ['ro', 'Răspuns automat: Comanda', 'Sunt în concediu.'],
    ['ru', 'Автоматический ответ: Заказ', 'Я в отпуске до 9 ноября.'],
    ['ru, no telling subject', 'RE: Заказ', 'Спасибо за ваше письмо. Я в отпуске до 9 ноября, отвечу по возвращении.'],
    ['uk', 'Автоматична відповідь: Замовлення', 'Я у відпустці.'],
    ['el', 'Αυτόματη απάντηση: Παραγγελία', 'Είμαι σε άδεια.'],
    ['tr', 'Otomatik Yanıt: Sipariş', 'Yıllık izindeyim.'],
    ['he', 'תשובה אוטומטית: הזמנה', 'זוהי הודעה אוטומטית. אני בחופשה.'],
    ['ar', 'رد تلقائي: الطلب', 'أنا في إجازة.'],
    ['zh', '自动回复: 订单', '我正在休假，回来后尽快回复您。'],
    ['ja', '自動返信: ご注文', 'ただいま不在にしております。'],
    ['ko', '자동 회신: 주문', '휴가 중입니다.'],
  ])('is known without headers: %s', (_, subject, text) => {
    expect(judge(subject, text)).toMatchObject({ kind: 'auto_reply' });
  });

  it.each([
    ['Undeliverable: Your order', 'x'],
    ['Delivery Status Notification (Failure)', 'The following recipient could not be reached.'],
    [
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.',
    ],
    ['Unzustellbar: Ihre Bestellung', 'Fehler bei der Nachrichtenzustellung'],
    ['Non remis : Votre commande', 'Votre message n’a pas pu être remis.'],
    ['No se puede entregar: Su pedido', 'No se pudo entregar el mensaje. 550 5.1.1 user unknown'],
    ['Недоставленное сообщение', 'Не удалось доставить.'],
    ['hello', 'Delivery to the following recipient failed permanently: a@b.example 550 5.1.1 User unknown'],
  ])('is known as a bounce: %s', (subject, text) => {
    expect(judge(subject, text)).toMatchObject({ kind: 'bounce' });
  });

  it('is known by its sender', () => {
    expect(judge('hello', 'x', { name: '', address: 'MAILER-DAEMON@mx.example' })?.kind).toBe('bounce');
    expect(judge('hello', 'x', { name: 'Mail Delivery Subsystem', address: 'a@mx.example' })?.kind).toBe('bounce');
    expect(judge('hello', 'x', { name: '', address: 'feedbackloop@provider.example' })?.kind).toBe('feedback_report');
  });

  it.each([
    [{ name: 'auto-submitted', value: 'auto-replied' }, 'auto_reply'],
    [{ name: 'precedence', value: 'auto_reply' }, 'auto_reply'],
    [{ name: 'x-autoreply', value: 'yes' }, 'auto_reply'],
    [{ name: 'x-auto-response-suppress', value: 'All' }, 'auto_reply'],
    [{ name: 'content-type', value: 'multipart/report; report-type=delivery-status; boundary=a' }, 'bounce'],
    [{ name: 'content-type', value: 'multipart/report; report-type=disposition-notification' }, 'auto_reply'],
    [{ name: 'content-type', value: 'multipart/report; report-type="feedback-report"' }, 'feedback_report'],
    [{ name: 'x-failed-recipients', value: 'a@b.example' }, 'bounce'],
    [{ name: 'return-path', value: '<>' }, 'bounce'],
    [{ name: 'precedence', value: 'bulk' }, 'bulk'],
    [{ name: 'list-unsubscribe', value: '<mailto:u@b.example>' }, 'bulk'],
  ])('is known by its header %j', (header, kind) => {
    expect(machineMailOf({ subject: 'Hello', text: 'Where is it', from: PERSON, headers: [header] })).toMatchObject({
      kind,
    });
  });

  it('says what gave it away', () => {
    expect(judge('Automatic reply: Your order', 'I am away.')?.evidence).toBe('subject “Automatic reply: Your order”');
    expect(judge('Re: order', 'This is an automated message.')?.evidence).toBe('text “this is an automated message.”');
  });
});

describe('mail that a person wrote', () => {
  it.each([
    ['Office delivery', 'Can you deliver to our office? I am out of coffee.'],
    ['Away for two weeks', 'I am away next week, can you hold my Bean Club parcel?'],
    ['On holiday', 'I am on holiday until 9 November and will be back then. Please change my delivery to the 10th.'],
    ['Automatic grinder', 'My automatic grinder does not reply to the button.'],
    [
      'Re: out of office?',
      'I was out of the office last week so I missed your mail. The replacement still has not come.',
    ],
    ['Re: Automatic reply: Order 1042', 'Your robot says you are away. Is anybody there?'],
    ['Delivery failed', 'DHL says nobody was home, but I was there all day.'],
    ['Parcel could not be delivered', 'The driver left a card. Where do I pick it up?'],
    ['Undeliverable', 'The label says undeliverable and the parcel goes back to you.'],
    ['Abwesenheit', 'Ich bin im Urlaub und möchte meine Bestellung verschieben.'],
    ['Vacances', 'Je suis en vacances jusqu’au 9 novembre, pouvez-vous garder mon colis ?'],
    ['Thank you for your message', 'It works now. I only need the invoice.'],
    ['Read receipt', 'Please confirm that you have read my cancellation. I need it in writing.'],
    ['Return received', 'The site says my return has been received. When do I get the money?'],
    ['Ticket 4711', 'ok'],
    ['I do not get your mails', 'Your mails bounce: my mailbox is full, I think. Could you send the invoice by post?'],
  ])('is let through: %s', (subject, text) => {
    expect(judge(subject, text)).toBeNull();
  });

  it('is let through from an address that only looks like a machine’s', () => {
    const from = { name: 'Marta Nowak', address: 'noreply-marta@nowak.example' };
    expect(judge('invoice', 'Please send the invoice for order 20391 to this address.', from)).toBeNull();
  });

  it.each([
    [{ name: 'auto-submitted', value: 'no' }],
    [{ name: 'precedence', value: 'list' }],
    [{ name: 'x-auto-response-suppress', value: 'None' }],
    [{ name: 'return-path', value: '<eva@bakker.example>' }],
  ])('is let through with the harmless header %j', (header) => {
    expect(machineMailOf({ subject: 'Hello', text: 'Where is it', from: PERSON, headers: [header] })).toBeNull();
  });
});
