import { describe, expect, it } from 'vitest';
import { splitMail } from './split-mail.ts';

const NEWEST = 'Die Maschine ist am Montag angekommen, aber der Deckel fehlt.\nWas soll ich tun?';
const OLDER = 'Welche Maschine ist es, und wann kam sie an?';

function newestOf(text: string): string {
  return splitMail({ text, html: null }).newest;
}

describe('the line above a quote', () => {
  it.each([
    // Gmail
    ['en', 'On Tue, Nov 3, 2026 at 10:00 AM Kettle & Pine <help@kettleandpine.example> wrote:'],
    ['en, folded', 'On Tue, Nov 3, 2026 at 10:00 AM Kettle & Pine Customer Care <\nhelp@kettleandpine.example> wrote:'],
    ['de', 'Am Di., 3. Nov. 2026 um 10:00 Uhr schrieb Kettle & Pine <help@kettleandpine.example>:'],
    ['fr', 'Le mar. 3 nov. 2026 à 10:00, Kettle & Pine <help@kettleandpine.example> a écrit :'],
    ['fr, folded', 'Le mar. 3 nov. 2026 à 10:00, Kettle & Pine <help@kettleandpine.example> a\nécrit :'],
    ['es', 'El mar, 3 nov 2026 a las 10:00, Kettle & Pine (<help@kettleandpine.example>) escribió:'],
    ['it', 'Il giorno mar 3 nov 2026 alle ore 10:00 Kettle & Pine <help@kettleandpine.example> ha scritto:'],
    ['pt', 'Em ter., 3 de nov. de 2026 às 10:00, Kettle & Pine <help@kettleandpine.example> escreveu:'],
    ['nl', 'Op di 3 nov 2026 om 10:00 schreef Kettle & Pine <help@kettleandpine.example>:'],
    ['sv', 'Den tis 3 nov. 2026 kl 10:00 skrev Kettle & Pine <help@kettleandpine.example>:'],
    ['da', 'Den tir. 3. nov. 2026 kl. 10.00 skrev Kettle & Pine <help@kettleandpine.example>:'],
    ['no', 'tir. 3. nov. 2026 kl. 10:00 skrev Kettle & Pine <help@kettleandpine.example>:'],
    ['fi', 'ti 3. marrask. 2026 klo 10.00 Kettle & Pine (help@kettleandpine.example) kirjoitti:'],
    ['pl', 'wt., 3 lis 2026 o 10:00 Kettle & Pine <help@kettleandpine.example> napisał(a):'],
    ['cs', 'út 3. 11. 2026 v 10:00 odesílatel Kettle & Pine <help@kettleandpine.example> napsal:'],
    ['sk', 'ut 3. 11. 2026 o 10:00 Kettle & Pine <help@kettleandpine.example> napísal(a):'],
    ['hu', 'Kettle & Pine <help@kettleandpine.example> ezt írta (időpont: 2026. nov. 3., K, 10:00):'],
    ['ro', 'mar., 3 nov. 2026 la 10:00, Kettle & Pine <help@kettleandpine.example> a scris:'],
    ['ru', 'вт, 3 нояб. 2026 г. в 10:00, Kettle & Pine <help@kettleandpine.example>:'],
    ['uk', 'вт, 3 лист. 2026 р. о 10:00 Kettle & Pine <help@kettleandpine.example> пише:'],
    ['bg', 'На вт, 3.11.2026 г. в 10:00 Kettle & Pine <help@kettleandpine.example> написа:'],
    ['el', 'Στις Τρί 3 Νοε 2026 στις 10:00 π.μ., ο χρήστης Kettle & Pine <help@kettleandpine.example> έγραψε:'],
    ['tr', 'Kettle & Pine <help@kettleandpine.example>, 3 Kas 2026 Sal, 10:00 tarihinde şunu yazdı:'],
    ['he', 'בתאריך יום ג׳, 3 בנוב׳ 2026 ב-10:00 מאת Kettle & Pine <‪help@kettleandpine.example‬‏>:'],
    ['ar', 'في الثلاثاء، 3 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Kettle & Pine <help@kettleandpine.example>:'],
    ['zh', 'Kettle & Pine <help@kettleandpine.example> 于2026年11月3日周二 10:00写道：'],
    ['ja', '2026年11月3日(火) 10:00 Kettle & Pine <help@kettleandpine.example>:'],
    ['ko', '2026년 11월 3일 (화) 오전 10:00, Kettle & Pine <help@kettleandpine.example>님이 작성:'],
    ['vi', 'Vào Th 3, 3 thg 11, 2026 vào lúc 10:00 Kettle & Pine <help@kettleandpine.example> đã viết:'],
    ['id', 'Pada tanggal Sel, 3 Nov 2026 pukul 10.00 Kettle & Pine <help@kettleandpine.example> menulis:'],
    // Apple Mail and the telephones
    ['en, Apple', '> On Nov 3, 2026, at 10:00, Kettle & Pine <help@kettleandpine.example> wrote:\n> '],
    ['en, Apple without an address', 'On Nov 3, 2026, at 10:00 AM, Kettle & Pine wrote:'],
    ['de, Apple', 'Am 03.11.2026 um 10:00 schrieb Kettle & Pine <help@kettleandpine.example>:'],
    ['de, without an address', 'Am 03.11.2026 um 10:00 schrieb Kettle & Pine:'],
    ['fr, Apple', 'Le 3 nov. 2026 à 10:00, Kettle & Pine <help@kettleandpine.example> a écrit :'],
    ['es, Apple', 'El 3 nov 2026, a las 10:00, Kettle & Pine <help@kettleandpine.example> escribió:'],
    ['it, Apple', 'Il giorno 3 nov 2026, alle ore 10:00, Kettle & Pine <help@kettleandpine.example> ha scritto:'],
    ['nl, Apple', 'Op 3 nov. 2026 om 10:00 heeft Kettle & Pine <help@kettleandpine.example> het volgende geschreven:'],
    ['pt, Apple', 'No dia 03/11/2026, às 10:00, Kettle & Pine <help@kettleandpine.example> escreveu:'],
    // Thunderbird, Zoho, others
    ['en, Thunderbird', 'On 11/3/26 10:00, Kettle & Pine wrote:'],
    ['de, Thunderbird', 'Am 03.11.26 um 10:00 schrieb Kettle & Pine:'],
    ['fr, Thunderbird', 'Le 03/11/2026 à 10:00, Kettle & Pine a écrit :'],
    ['sv, Thunderbird', 'Den 2026-11-03 kl. 10:00, skrev Kettle & Pine:'],
    ['en, Zoho', '---- On Tue, 03 Nov 2026 10:00:00 +0100 Kettle & Pine <help@kettleandpine.example> wrote ----'],
    ['en, ISO', '2026-11-03 10:00 GMT+01:00 Kettle & Pine <help@kettleandpine.example>:'],
    ['en, only the name', 'Kettle & Pine <help@kettleandpine.example> wrote:'],
  ])('is known: %s', (_, attribution) => {
    const marked = OLDER.split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    expect(newestOf(`${NEWEST}\n\n${attribution}\n\n${marked}\n`)).toBe(NEWEST);
    if (!attribution.startsWith('>')) expect(newestOf(`${NEWEST}\n\n${attribution}\n\n${OLDER}\n`)).toBe(NEWEST);
  });

  it.each([
    'On 3 November 2026 I wrote:\nThe grinder is broken. Nobody has answered since.',
    'Your colleague wrote that I would get my money back within 5 days. That was on 3 November.',
    'These are the numbers on the parcel:\n1042-77 and 1042-78.',
    'The site says the following:\nError 1042 at 10:00.',
    'I ordered on Tuesday at 10:00 and my address is eva@bakker.example',
    'Please change my address as follows:\n12 Pine Road\nLeeds',
  ])('is not seen where there is none: %s', (text) => {
    expect(newestOf(text)).toBe(text);
  });
});

describe('a copied mail header', () => {
  it.each([
    [
      'en',
      'From: Kettle & Pine <help@kettleandpine.example>\nSent: Tuesday, November 3, 2026 10:00 AM\nTo: Eva Bakker <eva@bakker.example>\nSubject: Re: Order 1042',
    ],
    [
      'en, stars',
      '*From:* Kettle & Pine <help@kettleandpine.example>\n*Sent:* Tuesday, November 3, 2026 10:00 AM\n*To:* Eva Bakker\n*Subject:* Re: Order 1042',
    ],
    [
      'en, no addresses',
      'From: Kettle & Pine\nSent: Tuesday, November 3, 2026 10:00 AM\nTo: Eva Bakker\nSubject: Re: Order 1042',
    ],
    [
      'de',
      'Von: Kettle & Pine <help@kettleandpine.example>\nGesendet: Dienstag, 3. November 2026 10:00\nAn: Eva Bakker\nBetreff: AW: Bestellung 1042',
    ],
    [
      'fr',
      'De : Kettle & Pine <help@kettleandpine.example>\nEnvoyé : mardi 3 novembre 2026 10:00\nÀ : Eva Bakker\nObjet : RE: Commande 1042',
    ],
    [
      'es',
      'De: Kettle & Pine <help@kettleandpine.example>\nEnviado el: martes, 3 de noviembre de 2026 10:00\nPara: Eva Bakker\nAsunto: RE: Pedido 1042',
    ],
    [
      'it',
      'Da: Kettle & Pine <help@kettleandpine.example>\nInviato: martedì 3 novembre 2026 10:00\nA: Eva Bakker\nOggetto: R: Ordine 1042',
    ],
    [
      'pt',
      'De: Kettle & Pine <help@kettleandpine.example>\nEnviado: terça-feira, 3 de novembro de 2026 10:00\nPara: Eva Bakker\nAssunto: RE: Pedido 1042',
    ],
    [
      'nl',
      'Van: Kettle & Pine <help@kettleandpine.example>\nVerzonden: dinsdag 3 november 2026 10:00\nAan: Eva Bakker\nOnderwerp: RE: Bestelling 1042',
    ],
    [
      'sv',
      'Från: Kettle & Pine <help@kettleandpine.example>\nSkickat: den 3 november 2026 10:00\nTill: Eva Bakker\nÄmne: SV: Order 1042',
    ],
    [
      'da',
      'Fra: Kettle & Pine <help@kettleandpine.example>\nSendt: 3. november 2026 10:00\nTil: Eva Bakker\nEmne: SV: Ordre 1042',
    ],
    [
      'fi',
      'Lähettäjä: Kettle & Pine <help@kettleandpine.example>\nLähetetty: tiistai 3. marraskuuta 2026 10.00\nVastaanottaja: Eva Bakker\nAihe: VS: Tilaus 1042',
    ],
    [
      'pl',
      'Od: Kettle & Pine <help@kettleandpine.example>\nWysłano: wtorek, 3 listopada 2026 10:00\nDo: Eva Bakker\nTemat: ODP: Zamówienie 1042',
    ],
    [
      'cs',
      'Od: Kettle & Pine <help@kettleandpine.example>\nOdesláno: úterý 3. listopadu 2026 10:00\nKomu: Eva Bakker\nPředmět: RE: Objednávka 1042',
    ],
    [
      'hu',
      'Feladó: Kettle & Pine <help@kettleandpine.example>\nElküldve: 2026. november 3., kedd 10:00\nCímzett: Eva Bakker\nTárgy: RE: 1042',
    ],
    [
      'ru',
      'От: Kettle & Pine <help@kettleandpine.example>\nОтправлено: 3 ноября 2026 г. 10:00\nКому: Eva Bakker\nТема: RE: Заказ 1042',
    ],
    [
      'tr',
      'Kimden: Kettle & Pine <help@kettleandpine.example>\nGönderildi: 3 Kasım 2026 Salı 10:00\nKime: Eva Bakker\nKonu: YNT: Sipariş 1042',
    ],
    [
      'zh',
      '发件人: Kettle & Pine <help@kettleandpine.example>\n发送时间: 2026年11月3日 10:00\n收件人: Eva Bakker\n主题: 回复: 订单 1042',
    ],
    [
      'ja',
      '差出人: Kettle & Pine <help@kettleandpine.example>\n送信日時: 2026年11月3日 10:00\n宛先: Eva Bakker\n件名: Re: 注文 1042',
    ],
    [
      'ko',
      '보낸 사람: Kettle & Pine <help@kettleandpine.example>\n보낸 날짜: 2026년 11월 3일 화요일 10:00\n받는 사람: Eva Bakker\n제목: RE: 주문 1042',
    ],
    [
      'under a line',
      '________________________________\nFrom: Kettle & Pine <help@kettleandpine.example>\nSent: Tuesday, November 3, 2026 10:00\nTo: Eva Bakker\nSubject: Order 1042',
    ],
    [
      'under words in dashes',
      '-----Ursprüngliche Nachricht-----\nVon: Kettle & Pine\nGesendet: Dienstag, 3. November 2026 10:00\nAn: Eva Bakker\nBetreff: Bestellung 1042',
    ],
    [
      'forwarded',
      '---------- Forwarded message ---------\nFrom: Kettle & Pine <help@kettleandpine.example>\nDate: Tue, Nov 3, 2026 at 10:00\nSubject: Order 1042\nTo: <eva@bakker.example>',
    ],
    [
      'forwarded, Apple',
      'Begin forwarded message:\n\nFrom: Kettle & Pine <help@kettleandpine.example>\nSubject: Order 1042\nDate: 3 November 2026 at 10:00:00 CET\nTo: Eva Bakker <eva@bakker.example>',
    ],
    ['a helpdesk’s own mark', '##- Please type your reply above this line -##'],
    ['a helpdesk’s own mark, de', '##- Bitte antworten Sie oberhalb dieser Zeile -##'],
    ['words in dashes alone', '-------- Message d’origine --------'],
  ])('ends the newest text: %s', (_, header) => {
    expect(newestOf(`${NEWEST}\n\n${header}\n\n${OLDER}\n`)).toBe(NEWEST);
  });

  it.each([
    'From: Amsterdam\nTo: Leeds\nDate: 3 November\nCan you deliver there?',
    'Order: 1042\nName: Eva Bakker\nEmail: eva@bakker.example\nDate: 2026-11-03 10:00\nThe lid is missing.',
    'Subject to your terms: may I return it?\nTo: be honest, I do not like it.',
    'The original message said that I get 10 % off.\nWhere do I enter the code?',
  ])('is not seen in a form or a sentence: %s', (text) => {
    expect(newestOf(`Hello,\n${text}`)).toBe(`Hello,\n${text}`);
  });

  it('leaves the customer’s own labelled line above it alone', () => {
    const header =
      'From: Kettle & Pine <help@kettleandpine.example>\nSent: Tuesday, 3 November 2026 10:00\nTo: Eva\nSubject: x';
    expect(newestOf(`Order: 1042\n\n${header}\n\n${OLDER}`)).toBe('Order: 1042');
  });
});

describe('where the answer stands', () => {
  it('is found below the quote', () => {
    expect(newestOf(`On 3 Nov 2026, at 10:00, Support wrote:\n> ${OLDER}\n\nIt is the Tarn kettle.`)).toBe(
      'It is the Tarn kettle.',
    );
  });

  it('is found between quotes', () => {
    const mail = `On 3 Nov 2026, at 10:00, Support wrote:\n> Which machine?\n\nThe Tarn.\n\n> When did it come?\n\nOn Monday.`;
    expect(newestOf(mail)).toBe('The Tarn.\n\nOn Monday.');
  });

  it('does not take the folded rest of a quoted line for an answer', () => {
    const long = 'We are sorry to hear that and would like to know when exactly the machine';
    expect(newestOf(`The lid is missing.\n\n> ${long}\ncame to you and who took it\n> in. Thank you.`)).toBe(
      'The lid is missing.',
    );
  });

  it('is the whole mail when there is nothing else: a wrong cut must lose nothing', () => {
    expect(newestOf('> only a quote')).toBe('only a quote');
    const forwarded =
      'From: DHL <a@dhl.example>\nSent: 3 November 2026 10:00\nTo: Eva\nSubject: Your parcel\n\nIt is lost.';
    expect(newestOf(forwarded)).toContain('It is lost.');
  });

  it('gives back what was quoted', () => {
    const parts = splitMail({
      text: `${NEWEST}\n\nAm 03.11.2026 um 10:00 schrieb Kettle & Pine:\n> ${OLDER}`,
      html: null,
    });
    expect(parts.quoted).toBe(`Am 03.11.2026 um 10:00 schrieb Kettle & Pine:\n${OLDER}`);
  });
});
