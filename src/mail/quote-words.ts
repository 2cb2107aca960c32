import { phrases } from './word-list.ts';

/**
 * How mail programs introduce what they quote, by language. Data, not rules: a missing language costs recall only, because the
 * shapes in attribution.ts and header-block.ts work without words where an address and a date are there.
 */

/** "... wrote": what stands at the end of an attribution, or before the name. */
export const WROTE = phrases(`
  wrote; writes; said;
  schrieb; geschrieben; schreibt;
  a écrit; écrit;
  escribió; escribio; ha escrito;
  ha scritto; scrisse; scritto;
  escreveu; ha escrit;
  schreef; het volgende geschreven;
  skrev; skrifaði;
  kirjoitti; kirjutas;
  napisał; napisała; napisał(a); pisze;
  napsal; napsala; napsal(a); napísal; napísala; napísal(a); napisal; napisala; je napisao; je napisala;
  írta; ezt írta;
  a scris;
  написал; написала; написал(а); пишет; написав; написа; писа;
  έγραψε;
  yazdı; şunu yazdı; yazmış;
  כתב; כתבה; كتب; كتبت;
  viết; đã viết; เขียน; menulis; rašė; rakstīja;
  ne shkroi; shkroi; va escriure; escrigué; raksta; rašo; kirjutas kuupäeval; је написао; је написала; ने लिखा; نوشت; نوشته; লিখেছেন; เขียนว่า; a écrit le;
  写道; 寫道; 写信; のメール; が書きました; は書きました; さんは書きました; 님이 작성; 작성;
`);

/** "On", "Am", "Le": how the line before a quote begins when it begins with a word and not with a date. */
export const ON = phrases(`
  on; am; le; el; il; em; op; den; på; pe; dnia; w dniu; dne; dňa; în; în data de; a; у; в;
  στις; tarihinde; ב; في; vào; pada; dana; 在; em; no dia; il giorno; al; den; d.; i; o;
`);

/** Names of days and months are not listed: a date has digits, and its place in the line does the rest. */

export const FROM = phrases(`
  from; von; de; da; van; fra; från; od; lähettäjä; kimden; gönderen; feladó; de la; expeditor;
  от; от кого; від; από; de; expéditeur; remitente; mittente; remetente; absender; afzender; avsender; avsändare;
  מאת; من; từ; จาก; dari; 发件人; 寄件者; 寄件人; 差出人; 보낸 사람; 보낸사람; odesílatel; odosielateľ; nadawca; pošiljatelj; šalje;
  nuo; saatja; no; sūtītājs; siuntėjas; enviat per; फ़्रम; प्रेषक; فرستنده; از; পাঠিয়েছেন; pengirim; expedidor; nga;
`);
export const SENT = phrases(`
  sent; date; date sent; sent at; sent on; message du; messaggio del; mensaje del; nachricht vom; gesendet; datum;
  gesendet am; envoyé; envoyé le; date d’envoi; enviado; enviado el; enviada; enviada em; enviado em; fecha; data;
  inviato; inviata; verzonden; sendt; dato; skickat; lähetetty; päivämäärä; päiväys; wysłano; odesláno; odoslané;
  dátum; elküldve; küldve; poslano; poslato;
  trimis; data; отправлено; дата; надіслано; изпратено; ημερομηνία; στάλθηκε; gönderme tarihi; gönderilme; gönderildi;
  tarih; datë; נשלח; תאריך; تاريخ; التاريخ; تم الإرسال;
  išsiųsta; data; nosūtīts; datums; saatmisaeg; saadetud; kuupäev; enviat; enviat el; poslano dana; odoslaný; elküldve ekkor; ارسال شده; تاریخ;
  दिनांक; भेजा गया; đã gửi; ngày; วันที่; tanggal; dikirim; 发送时间; 日期; 寄件日期; 傳送時間; 送信日時; 日時; 日付; 보낸 날짜; 날짜;
`);
export const TO = phrases(`
  to; an; à; a; para; aan; til; till; do; komu; vastaanottaja; kime; alıcı; címzett; către; кому; до; προς;
  destinataire; destinatario; destinatário; empfänger;
  אל; إلى; đến; tới; ถึง; kepada; ke; 收件人; 收件者; 宛先; 받는 사람; 받는사람; pro; za; cc; kopie; copie à; cc à; kopi; cco; ccn;
  dw; kopija; kopia; копия; bcc; kam; adressaat; saaja; gavėjas; saņēmējs; per a; prima; به; گیرنده; प्रति; प्राप्तकर्ता; penerima; eftirit; til; reply-to; antwort an; répondre à;
`);
export const SUBJECT = phrases(`
  subject; betreff; objet; sujet; re; asunto; oggetto; assunto; onderwerp; emne; ämne; aihe; temat; předmět; predmet;
  tárgy; subiect; тема; относно; θέμα; konu; efni;
  נושא; الموضوع; chủ đề; tiêu đề; เรื่อง; subjek; perihal; 主题; 主旨; 件名; 제목; naslov; assumpte; zadeva; tēma; teema; موضوع; विषय; lënda; tittel;
`);

/** Lines that say "below is an older mail", inside dashes or alone. */
export const OLDER_MAIL = phrases(`
  original message; originalnachricht; ursprüngliche nachricht; ursprüngliche mail; original-nachricht;
  message d’origine; message original; message transféré; mensaje original; mensaje reenviado;
  messaggio originale; messaggio inoltrato; mensagem original; mensagem encaminhada; oorspronkelijk bericht;
  oorspronkelijke bericht; doorgestuurd bericht; originele bericht; oprindelig meddelelse; opprinnelig melding;
  videresendt melding;
  ursprungligt meddelande; originalmeddelande; vidarebefordrat meddelande; alkuperäinen viesti; välitetty viesti;
  oryginalna wiadomość; wiadomość oryginalna; przekazana wiadomość; původní zpráva; přeposlaná zpráva; pôvodná správa;
  eredeti üzenet; továbbított üzenet; mesaj original;
  исходное сообщение; оригинальное сообщение; пересланное сообщение; пересылаемое сообщение; оригінальне повідомлення;
  αρχικό μήνυμα; orijinal mesaj; özgün ileti; iletilen mesaj; הודעה מקורית; הודעה שהועברה; الرسالة الأصلية;
  رسالة معاد توجيهها; 原始邮件; 原始郵件; 原始訊息; 转发的邮件; 元のメッセージ; 転送されたメッセージ; 원본 메시지; 전달된 메시지;
  forwarded message; forwarded mail; begin forwarded message; weitergeleitete nachricht;
  anfang der weitergeleiteten nachricht; début du message transféré; début du message réexpédié;
  inicio del mensaje reenviado; inizio messaggio inoltrato; begin doorgestuurd bericht; início da mensagem encaminhada;
  starten på vidarebefordrat meddelande; start på videresendt melding; reply message; replied message;
  antwort nachricht; původní e-mail;
`);

/** A helpdesk's own mark: what the customer writes stands above it. */
export const REPLY_ABOVE = phrases(`
  please type your reply above this line; type your reply above this line; reply above this line;
  write above this line; please reply above this line; enter your reply above this line; do not write below this line;
  bitte antworten sie oberhalb dieser zeile; bitte geben sie ihre antwort oberhalb dieser zeile ein;
  antworten sie über dieser linie;
  répondre au-dessus de cette ligne; veuillez répondre au-dessus de cette ligne;
  merci de répondre au-dessus de cette ligne; escriba su respuesta por encima de esta línea;
  responda por encima de esta línea; rispondi sopra questa riga;
  scrivi la tua risposta sopra questa riga; typ uw antwoord boven deze regel; antwoord boven deze regel;
  gelieve te antwoorden boven deze lijn; por favor, escreva sua resposta acima desta linha; responda acima desta linha;
  skriv dit svar over denne linje; skriv ditt svar ovanför den här raden; skriv svaret ditt over denne linjen;
  kirjoita vastauksesi tämän rivin yläpuolelle; napisz odpowiedź powyżej tej linii;
  prosimy o odpowiedź powyżej tej linii;
  пожалуйста, введите ответ выше этой линии; напишите ответ выше этой строки; 请在此行上方回复; 請在此行上方回覆; この線より上に返信を入力してください;
  이 줄 위에 답장을 입력하세요;
`);
