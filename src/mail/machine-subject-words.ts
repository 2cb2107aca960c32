import { phrases } from './word-list.ts';

/**
 * Subjects of mail that programs write, by language. Data, not rules: machine-mail.ts says how the groups are weighed.
 */

/** Subjects that begin so are written by nobody. */
export const AUTO_SUBJECTS = phrases(`
  automatic reply; auto reply; autoreply; auto-reply; automated reply; automatic response; auto response;
  auto-response; automated response; autoresponder; auto:; auto :; [auto]; (auto); autosvar; out of office;
  out of the office; i am out of office; i am out of the office; i’m out of the office; currently out of; ooo;
  away from office;
  away from the office; away from my desk; away from my mail;
  vacation reply; vacation message;
  absence notification; notice of absence; mailbox no longer; mailbox not monitored;
  automatische antwort; automatische rückantwort; autom. antwort; auto-antwort; abwesenheitsnotiz;
  abwesenheitsnachricht; abwesenheitsassistent; ich bin nicht im büro; nicht im büro;
  außer haus; urlaubsnotiz; automatische eingangsbestätigung;
  automatische empfangsbestätigung;
  automatische nachricht;
  réponse automatique; reponse automatique; réponse auto; message automatique; absence du bureau; absent du bureau;
  absente du bureau; je suis absent; message d’absence;
  notification d’absence;
  respuesta automática; respuesta automatica; mensaje automático; contestación automática; fuera de la oficina;
  fuera de oficina; aviso de ausencia; auto respuesta;
  resposta automàtica;
  fora de l’oficina;
  risposta automatica; messaggio automatico; fuori ufficio; sono fuori ufficio; sono fuori sede; fuori sede;
  assenza dall’ufficio; avviso di assenza;
  resposta automática; mensagem automática; fora do escritório; fora da empresa; ausente do escritório;
  ausência temporária;
  automatisch antwoord; automatische beantwoording; automatisch bericht; automatische reactie;
  afwezigheidsbericht; afwezigheidsassistent; buiten kantoor; niet op kantoor;
  autosvar; automatisk svar; automatisk svarmeddelelse; fraværsbesked; fraværsassistent; ikke på kontoret;
  jeg er ikke på kontoret; fraværsmelding; autosvar:; automatiskt svar; frånvaromeddelande;
  inte på kontoret; jag är inte på kontoret;
  automaattinen vastaus; poissaoloilmoitus; automaatvastus;
  automātiskā atbilde; automatinis atsakymas; sjálfvirkt svar;
  automatyczna odpowiedź; autoodpowiedź; odpowiedź automatyczna; poza biurem; jestem poza biurem;
  wiadomość automatyczna;
  automatická odpověď; automatická odpoveď; nepřítomnost; mimo kancelář; mimo kancelárie;
  neprítomnosť; automatski odgovor; samodejni odgovor; izvan ureda; automatikus válasz; házon kívül;
  irodán kívül; răspuns automat; absent din birou; plecat din birou;
  автоматический ответ; автоответ; автоответчик; автоматична відповідь; автоматичен отговор; вне офиса;
  поза офісом; извън офиса; аутоматски одговор;
  αυτόματη απάντηση; εκτός γραφείου; otomatik yanıt; otomatik cevap; ofis dışında; ofis dışındayım;
  תגובה אוטומטית; מענה אוטומטי; מחוץ למשרד; רد تلقائي; رد تلقائي; الرد التلقائي; خارج المكتب;
  自动回复; 自動回覆; 自动答复; 自動返信; 不在通知; 不在のお知らせ; 外出通知; 자동 회신; 자동 응답; 자동회신; 자동응답; 부재중; 부재 중; trả lời tự động;
  thư trả lời tự động; ตอบกลับอัตโนมัติ; ไม่อยู่ที่สำนักงาน; balasan otomatis; jawapan automatik;
  स्वचालित उत्तर;
`);

/** Subjects that a customer on holiday might begin with too. */
export const AWAY_SUBJECTS = phrases(`
  away from; away till; maternity leave; parental leave; paternity leave; annual leave; vacation; sick leave;
  away until;
  on annual leave; on leave; on vacation; on holiday;
  on parental leave; on maternity leave; vacation notice; holiday notice;
  office closed; this mailbox is;
  no longer with; no longer at; no longer working; address no longer; new email address; email address change;
  abwesenheit; abwesend;
  ich bin im urlaub; im urlaub;
  absence; je suis en congé; en congés; en congé;
  hors du bureau; absent(e);
  estoy fuera; ausencia; ausente; de vacaciones;
  assenza;
  assente; in ferie; sono in ferie;
  ausência;
  de férias; em férias; estou de férias;
  afwezig; afwezigheid;
  niet aanwezig; met vakantie;
  op vakantie; wegens vakantie;
  fravær;
  på ferie; ferie; frånvaro;
  på semester; semester; ej på plats;
  poissa; olen lomalla; lomalla; puhkusel;
  nieobecność;
  na urlopie; jestem na urlopie; urlop;
  jsem na dovolené; dovolená;
  odsutan;
  szabadság; în concediu;
  нет на месте;
  в отпуске; я в отпуске; отсутствую; отсутствие; у відпустці;
  σε άδεια; απουσία;
  izindeyim; yıllık izin;
  في إجازة;
  不在; 外出; 休假;
  vắng mặt;
  sedang cuti;
`);

/** Helpdesks and forms that confirm what they received. These may stand anywhere in a subject. */
export const RECEIPT_SUBJECTS = phrases(`
  we have received your request; we have received your message; we have received your email; we received your request;
  we received your message; we received your email; we’ve received your; your request has been received;
  your message has been received; your ticket has been created; ticket has been created; ticket received;
  request received; has been received; thank you for contacting; thanks for contacting; thank you for your message;
  thank you for your email; thank you for your inquiry; thank you for your enquiry; thank you for reaching out;
  confirmation of receipt;
  acknowledgement of receipt; acknowledgment of receipt; case created; new ticket created; do not reply;
  auto-acknowledgement; autoacknowledgement; has been opened on your behalf; has been opened; case opened;
  wir haben ihre anfrage erhalten; wir haben ihre nachricht erhalten; ihre anfrage ist eingegangen;
  ihre anfrage ist bei uns eingegangen; eingangsbestätigung; empfangsbestätigung; vielen dank für ihre anfrage;
  vielen dank für ihre nachricht; danke für ihre nachricht; danke für ihre anfrage; ticket wurde erstellt;
  ihre anfrage wurde;
  nous avons bien reçu votre; nous avons reçu votre; accusé de réception; confirmation de réception;
  votre demande a été; votre demande a bien été; merci de nous avoir contacté; merci pour votre message;
  hemos recibido su; hemos recibido tu; acuse de recibo; confirmación de recepción; su solicitud ha sido;
  gracias por contactar; gracias por ponerse en contacto; gracias por su mensaje;
  abbiamo ricevuto la; conferma di ricezione; conferma di ricevimento; ricevuta di ritorno; la tua richiesta è stata;
  grazie per averci contattato; recebemos a sua; recebemos sua; recebemos o seu; recebemos seu;
  confirmação de recebimento; obrigado por entrar em contato; obrigado pelo seu contato; obrigado por contactar;
  wij hebben uw; we hebben je; we hebben uw; ontvangstbevestiging; bedankt voor uw bericht; bedankt voor je bericht;
  uw aanvraag is ontvangen; uw verzoek is ontvangen;
  vi har modtaget din; vi har mottatt din; vi har tagit emot; vi har mottagit; kvittering for modtagelse;
  bekräftelse på mottagande; tak for din henvendelse; takk for din henvendelse; tack för ditt meddelande;
  olemme vastaanottaneet;
  kiitos viestistäsi; kiitos yhteydenotostasi; otrzymaliśmy; potwierdzenie otrzymania; dziękujemy za wiadomość;
  dziękujemy za kontakt; potvrzení o přijetí; obdrželi jsme; děkujeme za vaši zprávu; megkaptuk; am primit;
  мы получили ваш; ваше обращение; ваш запрос принят; ваша заявка принята; ваша заявка; уведомление о прочтении;
  ми отримали; λάβαμε το; talebiniz alınmıştır; talebiniz alındı; mesajınız alınmıştır; קיבלנו את פנייתך; تم استلام;
  لقد تلقينا; 我们已收到; 已收到您的; 您的请求已; お問い合わせありがとうございます; お問い合わせを受け付け; 受付完了; 受付のお知らせ; 문의가 접수되었습니다; 접수되었습니다;
  chúng tôi đã nhận được; kami telah menerima;
`);

/** Calendars and mail programs that say what was opened or accepted. */
export const READ_SUBJECTS = phrases(`
  read:; read receipt:; gelesen:; lu :; lu:; leído:; letto:; lida:; gelezen:; læst:; lest:; läst:; luettu:;
  przeczytano:; прочитано:; okundu:; 已读:; 開封済み:; not read:; return receipt (displayed); return receipt:;
  lesebestätigung:; accusé de lecture; confirmación de lectura; conferma di lettura; leesbevestiging; nicht gelesen:;
  accepted:; declined:; tentative:; angenommen:; abgelehnt:; accepté :; refusé :; invitation:; updated invitation:;
  canceled event; cancelled event; canceled:; cancelled:; abgesagt:; annulé :; annulé:; cancelado:; annullato:; geannuleerd:; aflyst:; avlyst:;
  inställt:; odwołane:; zrušeno:; отменено:; accepté:; aceptado:; aceptada:; accettato:; aceite:; aceito:; geaccepteerd:; accepteret:;
  godtatt:; accepterat:; hyväksytty:; zaakceptowano:; přijato:; принято:; kabul edildi:; 已接受:; 承諾済み:; 수락됨:; refusé:; rechazado:;
  rifiutato:; recusado:; geweigerd:; afvist:; avslått:; avböjt:; hylätty:; odrzucono:; odmítnuto:; отклонено:; reddedildi:; 已拒绝:; 辞退:;
  거절됨:; mit vorbehalt:; provisoire :; provisional:; provvisorio:; voorlopig:; lästa:; lu: ; přečteno:; olvasva:; citit:; διαβάστηκε:; 읽음:; lesebestätigung (; lesebestätigung -; return receipt (; accusé de réception (affiché);
`);

/** Complaints and statistics that mailbox providers send by machine. */
export const FEEDBACK_SUBJECTS = phrases(`
  abuse report; email feedback report; feedback report; spam report; complaint about message; email abuse;
  complaint from; report domain:; dmarc report; dmarc aggregate; tls report; tls-rpt; jmrp; fbl report;
`);
