import { describe, expect, it } from 'vitest';
import { splitMail } from './split-mail.ts';

const REQUEST = 'Hello,\n\nthe lid of my kettle is missing. Could you send me one?';

function partsOf(text: string, sender: string | null = null) {
  return splitMail({ text, html: null, sender });
}

describe('a signature', () => {
  it.each([
    ['en', 'Kind regards,\nEva Bakker'],
    ['en, thanks above a name', 'Thanks,\nEva'],
    ['en, on one line', 'Cheers, Eva'],
    [
      'en, a business card',
      'Best regards\n\nEva Bakker\nHead of Purchasing | Pine Offices Ltd\nT: +44 20 7946 0999\nwww.pineoffices.example',
    ],
    ['en, marked', '-- \nEva Bakker\nPine Offices'],
    ['de', 'Mit freundlichen Grüßen\nEva Bakker'],
    ['de, short', 'LG\nEva'],
    ['fr', 'Bien cordialement,\n\nEva Bakker'],
    ['es', 'Un saludo,\nEva'],
    ['it', 'Cordiali saluti\nEva Bakker'],
    ['pt', 'Com os melhores cumprimentos,\nEva Bakker'],
    ['nl', 'Met vriendelijke groet,\n\nEva Bakker'],
    ['sv', 'Med vänliga hälsningar\nEva Bakker'],
    ['da', 'Venlig hilsen\nEva'],
    ['fi', 'Ystävällisin terveisin\nEva Bakker'],
    ['pl', 'Pozdrawiam,\nEva Bakker'],
    ['cs', 'S pozdravem\nEva Bakker'],
    ['hu', 'Üdvözlettel:\nEva Bakker'],
    ['ru', 'С уважением,\nЕва Баккер'],
    ['el', 'Με εκτίμηση,\nΕύα Μπάκερ'],
    ['tr', 'Saygılarımla,\nEva Bakker'],
    ['zh', '此致敬礼\n李伟'],
    ['ja', 'よろしくお願いいたします。\n山田花子'],
    ['a name alone', 'Eva Bakker'],
    ['a name after a dash', '- Eva'],
  ])('is set apart: %s', (_, signature) => {
    const parts = partsOf(`${REQUEST}\n\n${signature}\n`);
    expect(parts.newest).toBe(REQUEST);
    expect(parts.signature.replace(/^--\s*/, '')).toBe(signature.replace(/^-- \n/, ''));
  });

  it.each([
    'Hello,\n\nmay I return it?\n\nThanks',
    'I have two questions.\n\nThanks,\n\nOne: how do I descale the kettle, and how often should I do that at home?',
    'These are the steps:\n\n----\n\n1. I pressed the button\n2. Nothing happened',
    'Thank you',
    'Which kettle fits?\n\nThis is what I have now.',
    'Sent from my desk, since my phone is broken: where is my parcel?',
  ])('is not seen where there is none: %s', (text) => {
    expect(partsOf(text)).toMatchObject({ newest: text, signature: '', footer: '' });
  });

  it('must be the writer’s own name where that is known', () => {
    const text = 'Here is what I have:\n\nMoss Scale';
    expect(partsOf(text, 'Eva Bakker').newest).toBe(text);
    expect(partsOf('The lid is missing.\n\nEva', 'Eva Bakker')).toMatchObject({
      newest: 'The lid is missing.',
      signature: 'Eva',
    });
  });
});

describe('a footer', () => {
  it.each([
    'Sent from my iPhone',
    'Sent from my Galaxy S24',
    'Get Outlook for Android<https://aka.ms/AAb9ysg>',
    'Von meinem iPhone gesendet',
    'Gesendet mit der GMX Mail App',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Enviado do meu iPhone',
    'Skickat från min iPhone',
    'Sendt fra min iPhone',
    'Lähetetty iPhonesta',
    'Wysłane z iPhone’a',
    'Отправлено с iPhone',
    'iPhone’umdan gönderildi',
    '发自我的iPhone',
    'iPhoneから送信',
    '나의 iPhone에서 보냄',
  ])('that telephones add is set apart: %s', (footer) => {
    expect(partsOf(`${REQUEST}\n\n${footer}`)).toMatchObject({ newest: REQUEST, footer });
  });

  it.each([
    'This e-mail and any attachments are confidential and intended solely for the addressee.',
    'Diese E-Mail enthält vertrauliche Informationen. Sollten Sie nicht der richtige Adressat sein, informieren Sie uns bitte.',
    'Ce message et toutes les pièces jointes sont confidentiels et à l’intention exclusive de ses destinataires.',
    'Este mensaje y sus archivos adjuntos son confidenciales. Si usted no es el destinatario, bórrelo.',
    'Pine Offices Ltd is registered in England and Wales, company number 01234567. Registered office: 1 Pine Road, Leeds.',
  ])('that lawyers add is set apart: %s', (footer) => {
    expect(partsOf(`${REQUEST}\n\nKind regards,\nEva\n\n${footer}`)).toMatchObject({ newest: REQUEST, footer });
  });

  it('is no footer when it is all the customer says', () => {
    const text = 'Your disclaimer on the product page says the e-mail is confidential. Is that so?';
    expect(partsOf(text).newest).toBe(text);
  });
});
