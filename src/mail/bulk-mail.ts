import type { MachineEvidence } from './machine-evidence.ts';
import { anyOf, phrases, plain } from './word-list.ts';

/** What only mass mail says, mostly in its footer. */
const SAYS_BULK = phrases(`
  view in browser; view this email in your browser; view online; view it in your browser; having trouble viewing;
  if you can't see this email; can't see this message; update your preferences; manage your preferences; email preferences;
  manage preferences; manage subscription; manage your subscription; you are receiving this email because; you received this email because;
  you're receiving this email because; this email was sent to; this message was sent to; no longer wish to receive;
  unsubscribe here; click here to unsubscribe; unsubscribe from this list; unsubscribe from all; our mailing address is;
  add us to your address book; forward to a friend; unsubscribe; abmelden; désabonner; désinscrire;
  im browser ansehen; im browser anzeigen; im browser öffnen; newsletter abbestellen; vom newsletter abmelden; hier abmelden;
  sie erhalten diese e-mail, weil; sie erhalten diesen newsletter; keine weiteren e-mails; newsletter abmelden;
  voir dans le navigateur; version en ligne; afficher dans votre navigateur; se désabonner; se désinscrire; vous recevez cet e-mail;
  vous recevez ce mail; gérer mes préférences; ver en el navegador; ver en su navegador; darse de baja; cancelar suscripción;
  cancelar la suscripción; recibe este correo porque; recibes este correo; preferencias de correo; visualizza nel browser;
  visualizza online; annulla iscrizione; annullare l'iscrizione; cancella iscrizione; hai ricevuto questa email perché;
  ricevi questa email; ver no navegador; cancelar inscrição; cancelar subscrição; descadastrar; você recebeu este e-mail porque;
  bekijk in browser; bekijk online; bekijk deze e-mail in; uitschrijven; afmelden voor; je ontvangt deze e-mail omdat;
  u ontvangt deze e-mail omdat; se i browser; vis i browser; åpne i nettleser; afmeld nyhedsbrev; meld deg av; visa i webbläsare;
  avregistrera; avprenumerera; avsluta prenumeration; näytä selaimessa; peruuta tilaus; zobacz w przeglądarce; wypisz się; zrezygnuj z subskrypcji;
  zobrazit v prohlížeči; odhlásit z odběru; leiratkozás; dezabonare; открыть в браузере; отписаться; посмотреть в браузере;
  відписатися; απεγγραφή; tarayıcıda görüntüle; abonelikten çık; להסרה מרשימת; إلغاء الاشتراك; 退订; 取消訂閱; 配信停止; ブラウザで表示; 수신거부;
  hủy đăng ký; berhenti berlangganan;
`);
const BULK = new RegExp(anyOf(SAYS_BULK), 'gu');
const MAILING_ADDRESS =
  /^(?:news|newsletters?|marketing|promo(?:tions?)?|offers?|mailing|digest|updates?|deals|campaign)[-_.+\w]*@/i;
/** Members of a list that can be posted to are people, and its footer speaks of the list. */
const GROUP = /mailing list|to post to this group|google groups|yahoo groups|subscribed to the .{1,60} (?:group|list)/u;
const ENOUGH = 2;
/** A list footer is short. */
const READ = 1_500;

interface Letter {
  text: string;
  footer: string;
  from: { address: string } | null;
}

/** A newsletter that came without its headers, as helpdesks hand them on. Two signs, because people forward and quote such mail. */
export function bulkInWords({ text, footer, from }: Letter): MachineEvidence | null {
  const words = plain(`${text.slice(-READ)}\n${footer.slice(0, READ)}`).slice(-2 * READ);
  if (GROUP.test(words)) return null;
  // A person who complains about a newsletter names one of these too, but speaks of themselves.
  if (/(?:^|[^\p{L}])(?:i|my|ich|mein\p{L}{0,2}|je|mon|yo|mi|io|mio|eu|meu|ik|mijn) /u.test(plain(text.slice(-READ))))
    return null;
  const said = [...new Set(words.match(BULK) ?? [])];
  const sender = from && MAILING_ADDRESS.test(from.address) ? 1 : 0;
  if (said.length + sender < ENOUGH) return null;
  return { kind: 'bulk', evidence: said[0] ? `text “${said[0]}”` : `sender ${from?.address ?? ''}` };
}
