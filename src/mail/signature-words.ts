import { phrases } from './word-list.ts';

/** Ways to close a letter that always come above a name, by language. */
export const CLOSINGS = phrases(`
  salutacions; cordialment; atentament; una salutació; pagarbiai; ar cieņu; ar sveicieniem; parimate soovidega; heade soovidega;
  me respekt; agur bero bat; با احترام; با تشکر; सादर; भवदीय; dengan hormat; wako; pozdravljeni; s spoštovanjem; s úctou; s úctou a pozdravem;
  regards; best regards; kind regards; warm regards; many regards; with kind regards; with best regards;
  kindest regards; warmest regards; best; all the best; best wishes; with best wishes; kind wishes; sincerely;
  yours sincerely; sincerely yours; yours faithfully; yours truly; respectfully; respectfully yours; yours; cordially;
  with gratitude; br; rgds; brgds; kr;
  mit freundlichen grüßen; mit freundlichem gruß; freundliche grüße; viele grüße; beste grüße; liebe grüße;
  schöne grüße; herzliche grüße; herzlichst; gruß; grüße; mfg; lg; vg; hochachtungsvoll; mit besten grüßen;
  mit vielen grüßen; mit herzlichen grüßen; freundlich grüßt; liebe grüsse aus; bis dann; schönen gruß; besten gruß;
  lieben gruß;
  cordialement; bien cordialement; très cordialement; cdlt; salutations; meilleures salutations; sincères salutations;
  salutations distinguées; bien à vous; amicalement; respectueusement; bonne journée; bonne soirée; belle journée;
  sincèrement; cordiales salutations; veuillez agréer mes salutations distinguées;
  saludos; un saludo; saludos cordiales; cordiales saludos; un cordial saludo; atentamente; atte; muy atentamente;
  un abrazo; cordialmente; le saluda atentamente; reciba un cordial saludo;
  saluti; cordiali saluti; distinti saluti; un saluto; un cordiale saluto; a presto; cari saluti; tanti saluti;
  buona giornata;
  atenciosamente; cumprimentos; com os melhores cumprimentos; melhores cumprimentos; abraços; um abraço; att;
  saudações; com cumprimentos; cordiais saudações;
  met vriendelijke groet; met vriendelijke groeten; vriendelijke groet; vriendelijke groeten; groet; groeten;
  groetjes; hartelijke groet; hartelijke groeten; mvg; hoogachtend; beste groeten; met hartelijke groet; fijne dag;
  med venlig hilsen; venlig hilsen; de bedste hilsner; bedste hilsner; hilsen; mvh; kh; vh; med vennlig hilsen;
  vennlig hilsen; beste hilsen; med vänliga hälsningar; med vänlig hälsning; vänliga hälsningar; vänlig hälsning;
  hälsningar; bästa hälsningar; hälsning;
  ystävällisin terveisin; terveisin; parhain terveisin; t; lugupidamisega; kveðja; bestu kveðjur;
  pozdrawiam; z poważaniem; pozdrowienia; z wyrazami szacunku; serdecznie pozdrawiam; pozdrawiam serdecznie;
  z pozdrowieniami;
  s pozdravem; pozdrav; se srdečným pozdravem; s přátelským pozdravem; s pozdravom; lep pozdrav; lijep pozdrav;
  srdačan pozdrav; pozdravi;
  üdvözlettel; tisztelettel; üdv; cu stimă; cu respect; toate cele bune;
  с уважением; с наилучшими пожеланиями; всего доброго; с приветом; з повагою; з найкращими побажаннями; с уважение;
  поздрави; срдачан поздрав; s poštovanjem;
  με εκτίμηση; φιλικά; χαιρετισμούς; saygılarımla; saygılarımızla; iyi günler; iyi çalışmalar; sevgiler; selamlar;
  בברכה; בכבוד רב; تحياتي; مع التحية; مع خالص التحية; مع أطيب التحيات; trân trọng; thân mến; ขอแสดงความนับถือ; salam;
  hormat saya; salam hormat;
  此致敬礼; 此致; 祝好; 谢谢; 敬上; 順頌商祺; 宜しくお願い致します; よろしくお願いします; よろしくお願いいたします; よろしくお願い致します; 敬具; 감사합니다; 안녕히 계세요;
`);

/** Thanks close a letter only when a name follows; alone they are the customer's words. */
export const THANKS = phrases(`
  thanks; thank you; many thanks; thx; tia; thanks a lot; thank you very much; thanks in advance; thank you in advance;
  thanks and regards; thanks & regards; thanks so much; thank you so much; thanks again; with thanks; much appreciated;
  cheers; ta; ciao; bye; love; take care; thanks and best regards; have a nice day; have a great day;
  danke; vielen dank; besten dank; herzlichen dank; danke schön; danke im voraus; vielen dank im voraus; tschüss;
  merci; merci beaucoup; merci d’avance; merci bien; gracias; muchas gracias; gracias de antemano; mil gracias;
  grazie; grazie mille; molte grazie; grazie in anticipo;
  obrigado; obrigada; muito obrigado; muito obrigada; bedankt; alvast bedankt; dank u; dank je; dank je wel;
  hartelijk dank; dank u wel; tak; mange tak; takk; tusen takk; tack; tack på förhand; tack så mycket; kiitos;
  kiitos etukäteen;
  dziękuję; dzięki; z góry dziękuję; děkuji; díky; předem děkuji; ďakujem; köszönöm; köszönettel; mulțumesc; спасибо;
  заранее спасибо; благодарю; дякую; благодаря; ευχαριστώ; teşekkürler; teşekkür ederim; תודה; תודה רבה; شكرا; شكراً;
  cảm ơn; terima kasih; hvala; ありがとうございます; xin cảm ơn; 고맙습니다;
`);

/** Sentences that lawyers put under mails. Two words of such a sentence are enough to know it, so these are stems. */
export const LEGAL = phrases(`
  confidential; intended solely; intended only for; intended recipient; may contain privileged; legally privileged;
  disclaimer; if you are not the intended; if you have received this; please consider the environment;
  before printing this; unauthorized use; unauthorised use; virus-free; scanned for viruses; registered in england;
  registered office;
  company number; company registration; email and any attachments; e-mail and any attachments;
  message and any attachments; this e-mail and any; this email and any; the information contained in this;
  the information in this e;
  vertraulich; diese e-mail enthält; diese e-mail und; sollten sie nicht der; nicht der richtige adressat;
  nicht der beabsichtigte; irrtümlich erhalten; geschäftsführer; amtsgericht; handelsregister; sitz der gesellschaft;
  ust-id;
  bitte denken sie an die umwelt; virenfrei;
  confidentiel; ce message et; ce courriel et; cet e-mail et; si vous n’êtes pas le destinataire; avertissement;
  pensez à l’environnement; pensez à la planète; sans virus; destinés exclusivement; à l’intention exclusive;
  confidencial; este mensaje y; este correo electrónico y; si usted no es el destinatario; aviso legal;
  protección de datos; antes de imprimir; libre de virus; esta mensagem; este e-mail e; caso não seja o destinatário;
  aviso de confidencialidad;
  riservat; questo messaggio e; questa e-mail e; il presente messaggio; se non siete il destinatario;
  informativa privacy; prima di stampare; d.lgs;
  vertrouwelijk; dit bericht en; deze e-mail en; dit e-mailbericht; uitsluitend bestemd; niet de geadresseerde;
  denk aan het milieu; kvk;
  fortrolig; konfidensiell; denne e-mail; denne e-posten; konfidentiell; sekretess; detta meddelande; luottamuksellin;
  poufn; ta wiadomość; niniejsza wiadomość; důvěrn; bizalmas; confidențial; конфиденциальн; данное сообщение;
  конфіденційн; εμπιστευτικ; gizli; bu e-posta; סודי; سري; 本邮件; 保密; 機密; 기밀; この電子メール;
  unsubscribe; mailing list; to post to this group; you received this message because;
`);
