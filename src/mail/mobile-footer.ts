import { anyOf, phrases, plain } from './word-list.ts';

/** What phones and free mailers put under a mail, by language. */
const SENT_FROM = phrases(`
  get bluemail; get typeapp; get spark; sent from; sent via; sent with; sent using; get outlook for; sent on the go with;
  gesendet von; gesendet mit; gesendet mit der; diese nachricht wurde von;
  envoyé de; envoyé depuis; envoyé à partir de; envoyé avec; envoyé par; obtenez outlook pour;
  télécharger outlook pour;
  enviado desde; enviado con; obtener outlook para; obtén outlook para; enviado do; enviado de; enviado pelo;
  enviada do; enviado a partir; obter o outlook para;
  inviato da; inviato dal; inviato con; scarica outlook per; ottieni outlook per;
  verzonden vanaf; verzonden met; verstuurd vanaf; verstuurd met; verzonden via; outlook voor; download outlook voor;
  sendt fra; sendt via; hent outlook til; hent outlook for; skickat från; skickat med; hämta outlook för;
  skaffa outlook för;
  lähetetty; hanki outlook; wysłane z; wysłano z; pobierz program outlook; pobierz aplikację outlook; odesláno z;
  získat outlook; odoslané z; poslano iz; küldve; trimis de pe; trimis din;
  отправлено с; отправлено из; скачать outlook; надіслано з; изпратено от; στάλθηκε από;
  gönderen; outlook’u edinin; 发自我的; 發自我的; 从我的; 從我的; iphoneから送信; から送信; 에서 보냄; 나의 iphone; 내 iphone; dikirim dari;
  được gửi từ;
`);

/** With these the line is one even without "my"; otherwise "Sent from the office" would be one too. */
const DEVICE =
  /i ?phone|i ?pad|i ?pod|android|samsung|galaxy|huawei|xiaomi|nokia|blackberry|windows|outlook|yahoo|gmail|aol|proton|mail|mobil|handy|smartphone|phone|tablet|telefon|telefoon|telefono|téléphone|portable|handheld|device|verizon|typeapp|spark|thunderbird|gmx|web\.de|wireless|mobile|hotmail|superhuman|телефон|почт|айфон|手机|手機/iu;

const BEGINS = new RegExp(`^[-–—\\s]*(?:${anyOf(SENT_FROM)})(?:$|[^\\p{L}]|(?=[\\p{Script=Han}\\p{L}]))`, 'u');
const ENDS = new RegExp(
  `(?:${anyOf(phrases('gesendet; から送信; 에서 보냄; gönderildi; lähetetty; edinin; küldve'))})[.!]?$`,
  'u',
);
const LINK = /[<([]?(?:https?|mailto):[^\s>)\]]*[>)\]]?/g;
const MOST_WORDS = 9;
const LONGEST = 300;

/** Free mailers advertise themselves in words of their own. */
const SLOGAN =
  /^(?:yahoo mail: search, organi[sz]e, conquer|yahoo mail stationery|secured with tuta(?:nota| mail)?:?|get your own free account .{0,40}|do you yahoo!\?|from outlook for (?:ios|android)|sent with shift|mailbutler.{0,20}|virenfrei\.? ?www\.avast\.com|virus-free\.? ?www\.avast\.com)$/u;

/** "Sent from a magnificent torch of pixels": without a device it must stand alone and begin unmistakably. */
const PLAYFUL = new RegExp(
  `^(?:${anyOf(
    phrases(`
      sent from; gesendet von; gesendet mit; envoyé depuis; envoyé de mon; enviado desde; inviato da; inviato dal; verzonden vanaf;
      verstuurd vanaf; skickat från; sendt fra; wysłane z; odesláno z; отправлено с; enviado do meu
    `),
  )}) [^.,:;!?\\d]+$`,
  'u',
);

/**
 * "Sent from my iPhone" and its many sisters: a whole short line that names a device or a mail program and says nothing else.
 * `alone`: it is a paragraph of its own.
 */
export function isMobileFooter(text: string, alone = false): boolean {
  if (text.length > LONGEST) return false;
  const words = plain(text.replace(LINK, ' '));
  if (SLOGAN.test(words)) return true;
  if (words.includes('?') || words.split(' ').length > MOST_WORDS || /[,;]/.test(words)) return false;
  if (alone && PLAYFUL.test(words)) return true;
  const shape = BEGINS.test(words) || (ENDS.test(words) && words.length < 60);
  return shape && (DEVICE.test(words) || /^sent from my \p{L}+( \p{L}+)?\.?$/u.test(words));
}
