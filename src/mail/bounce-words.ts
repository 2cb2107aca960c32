import { phrases } from './word-list.ts';

/** How mail systems speak of a mail that did not arrive. Data; machine-mail.ts says how it is weighed. */

/** Only mail systems write such subjects. */
export const BOUNCE_SUBJECTS = phrases(`
  undeliverable mail; undeliverable message; undeliverable e-mail; undeliverable email; email delivery failure; mail could not be delivered;
  undelivered mail; undelivered message; delivery status notification; mail delivery; message delivery;
  mail system error; returned mail; failure notice; non-delivery; message not delivered; mail not delivered;
  could not send mail; could not send message; cannot send message; message you sent blocked; message blocked;
  mail rejected; postmaster notify; mailbox unavailable; warning: message; mail failure; message undelivered;
  nondelivery report; notice: mail delivery; übermittlung fehlgeschlagen; zustellungsbenachrichtigung; échec d’envoi;
  échec de livraison du message; notification d’état de remise; message non délivré; correo devuelto; mensaje devuelto;
  entrega fallida del mensaje; notificación de estado de entrega; non recapitabile; messaggio non recapitato;
  mensagem devolvida; zwrot wiadomości; kézbesíthetetlen; недоставленн; αδύνατη η παράδοση; تعذر التسليم; تعذر تسليم;
  退信; 无法投递; 無法傳遞; 配信不能; 配信できません; 配信エラー; メールエラー; 배달되지 않음; 전송 실패; bounced mail; bounce notification; mail bounced;
  awaits moderator approval; delivery failure report; não é possível entregar:; går inte att leverera:; email delivery failure;
`);

/** Parcels fail to be delivered as well, so the text must agree. */
export const MAYBE_BOUNCE_SUBJECTS = phrases(`
  undeliverable; delivery notification; delivery failure; delivery failed; delivery has failed; delivery delayed;
  delivery report; delivery problem; failed delivery; nondeliverable; not deliverable; could not be delivered;
  could not deliver; was not delivered; unable to deliver; rejected mail; message rejected; mailbox full;
  mailbox is full; message delayed; message was held; was rejected; not member article; virus detected; address not found; user unknown; unknown user; host unknown; quota exceeded; mail error;
  undelivered:; dsn:; mail status; unzustellbar; nicht zustellbar; zustellung fehlgeschlagen; zustellfehler;
  konnte nicht zugestellt werden; nicht zugestellt; unzustellbare; non remis; non remise; échec de la remise;
  non distribué; non distribuable; courrier indésirable; no se puede entregar; no se pudo entregar; no entregado;
  error de entrega; mancata consegna; mancato recapito; impossibile recapitare; avviso di mancata consegna;
  não entregue; não foi possível entregar; falha na entrega; falha de entrega; onbestelbaar; niet bezorgd;
  kan niet worden bezorgd; bezorging mislukt; kan ikke leveres; kunne ikke leveres; ikke leveret; kan inte levereras;
  kunde inte levereras; ej levererat; ei voitu toimittaa; toimitus epäonnistui; niedostarczon; nie można dostarczyć;
  nie dostarczono; nedoručiteľn; nedoručiteln; nedoručeno; sikertelen kézbesítés; nelivrat; не доставлено;
  не удалось доставить; недоставлено; ошибка доставки; δεν παραδόθηκε; teslim edilemedi; iletilemedi; לא נמסר; 无法送达;
  未送达; 投递失败; 送信エラー; 配達できません; 배달 실패; 반송; không gửi được; tidak terkirim;
  não é possível entregar; går inte att leverera; kan niet bezorgen; kan ikke sendes; ei voi toimittaa; nie dostarczon;
  недоставленное; не доставлен; nem kézbesíthető; nu s-a putut livra; ni bilo mogoče dostaviti; nije isporučen;
`);

/** A mail system introduces itself, or speaks of a mail as only mail systems do. "Recipients or groups" is Exchange's, in any language. */
export const SAYS_BOUNCE_OUTRIGHT = phrases(`
  recipients or groups; empfänger oder gruppen; destinataires ou groupes; destinatarios o grupos; destinatari o gruppi;
  destinatários ou grupos; geadresseerden of groepen; ontvangers of groepen; mottagare eller grupper; modtagere eller grupper;
  mottakere eller grupper; vastaanottajille tai ryhmille; adresatów lub grup; příjemcům nebo skupinám; príjemcom alebo skupinám;
  címzettek vagy csoportok; destinatari sau grupuri; получателям или группам; одержувачам або групам; получатели или групи;
  alıcılara veya gruplara; παραλήπτες ή ομάδες; 受信者またはグループ; 收件人或组; 收件者或群組; 받는 사람 또는 그룹; المستلمين أو المجموعات; נמענים או לקבוצות;
  held until the list moderator; post by non-member; delivery attempts will continue; not listed in domino directory;
  wasn't delivered to; can't be delivered to; couldn't be delivered to; deliver program at; mail delivery software;
  this is the mail system at; this is the mail server on; report relates to a message you sent; this message was created automatically by mail;
  delivery to the following recipient; error occurred while trying to deliver the mail; did not reach the following recipient;
  did not reach some or all; following addresses had delivery problems; qmail-send program; automatic bounce notification;
  email you sent was rejected; mail you sent was rejected; message you sent was rejected; original message follows;
  rejected by a remote mail server; returned message -----; transcript of session follows; non-delivered information;
  failure reasons -----; unable to deliver your message to the following; unable to deliver message to the following;
  message could not be delivered to one or more; error delivering your mail; is a delivery status notification;
  delivery status notification is sent; group you tried to contact; final-recipient: rfc822; reporting-mta: dns; your mail sent on:;
  recipients have not yet received your message; problem delivering your message; problems delivering your message;
  wasn't able to deliver your message; could not deliver your message; cannot deliver your message;
  diese nachricht wurde automatisch vom mailsystem; die folgende e-mail konnte nicht zugestellt werden;
  nachricht konnte nicht an folgende empfänger; ihre nachricht konnte nicht zugestellt; votre message n’a pas pu être remis;
  votre message n’a pas été remis; su mensaje no pudo ser entregado; no se ha podido entregar tu mensaje; no se pudo entregar el mensaje;
  il messaggio non è stato recapitato; impossibile recapitare il messaggio; não foi possível entregar a mensagem;
  uw bericht kon niet worden bezorgd; beskeden kunne ikke leveres; meddelandet kunde inte levereras; viestiä ei voitu toimittaa;
  nie można dostarczyć wiadomości; zprávu nelze doručit; ваше сообщение не доставлено; сообщение не доставлено; iletiniz teslim edilemedi;
  您的邮件未能; 邮件无法送达; メッセージは配信されませんでした; メールを配信できませんでした; 메시지를 배달하지 못했습니다;
`);

/** Signs in the text. One may be a customer's complaint; two are a mail system. */
export const SAYS_BOUNCE = phrases(`
  could not be delivered; couldn’t be delivered; was not delivered; wasn’t delivered; has not been delivered;
  message could not be sent; transcript of the attempts; number of attempts; failed to send; attempts to send;
  not been able to deliver; unable to deliver; was unable to deliver; delivery has failed; delivery failed;
  delivery to the following; delivery to these; undeliverable; undelivered; permanent error; permanent fatal error;
  permanent failure;
  temporary failure; this is a permanent error; the following address; the following recipient;
  following addresses had; failed recipient; returned to sender; this is the mail system; mail delivery system;
  mail delivery subsystem;
  mailer-daemon; message was created automatically by mail; i’m afraid i wasn’t able to deliver; giving up on it;
  transcript of session; diagnostic information for administrators; remote server returned; remote host said;
  host said:; smtp error; unrouteable address; unroutable address; user unknown; unknown user; no such user;
  mailbox unavailable; mailbox not found; mailbox full; mailbox is full; over quota; quota exceeded;
  recipient rejected;
  recipient address rejected; address rejected; address not found; host unknown; host not found; relay access denied;
  reporting-mta; final-recipient; diagnostic-code; will keep trying; message still undelivered;
  original message was received at; generating server; blocked by our; message you sent was blocked; delivery report;
  does not exist; is delayed; keep trying; connection timed out; has not been delivered; classified as spam; existiert nicht;
  pas pu être distribué; boîte aux lettres pleine; n’existe pas; no existe; non esiste; não existe; bestaat niet; is disabled; your mail is rejected; not a member of this mailing list; message discarded; virus scanner; infected attachment;
  has exceeded the max; not be delivered; following list of recipients;
  konnte nicht zugestellt werden; nicht zugestellt; unzustellbar; empfänger unbekannt; postfach ist voll;
  n’a pas pu être remis; n’a pas pu être délivré; n’a pas été remis; destinataire inconnu; no se pudo entregar;
  no se ha podido entregar; no ha podido ser entregado; non è stato possibile recapitare; non è stato recapitato;
  impossibile recapitare; não foi possível entregar; não pôde ser entregue; kon niet worden bezorgd;
  kon niet worden afgeleverd;
  kunne ikke leveres; kunde inte levereras; nie można dostarczyć; nie mogła zostać dostarczona; nelze doručit;
  не удалось доставить; не может быть доставлено; не было доставлено; teslim edilemedi; 无法投递; 無法傳遞; 退回; 未能送达; 配信できません;
  配信されません; 送信できません; メールを配信; 配達できません; 전송하지 못; 배달되지 않;
`);

/** The standard's own sentence in a complaint that a mailbox provider forwards. */
export const SAYS_FEEDBACK = phrases(`
  report for an email message received from; report for an e-mail message received from; feedback-type: abuse; feedback-type: fraud;
  sent this email to unsubscribe; this is an email abuse report; abuse report for an email;
`);
