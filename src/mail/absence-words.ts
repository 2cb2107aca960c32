import { anyOf, phrases } from './word-list.ts';

/**
 * Absence in languages and turns of phrase beyond machine-text-words.ts, where an answer sent by a program often consists of one
 * short sentence. Data; machine-text.ts says how it is weighed.
 */
export const MORE_AWAY = phrases(`
  not in the office; not at work; not at my desk; away on; office remains closed; office is closed;   nicht am platz; nicht am arbeitsplatz; im außendienst; im homeoffice nur; pas au bureau; service est fermé; fermé pour;
  fermée pour; no estoy en la oficina; estaré de viaje; cerrado por; cerrados por; cerrada por; non sono in;
  chiuso per; chiusi per; não estou no; encerrado para; encerrados para; ben ik niet op; niet aan het werk; gesloten wegens;
  ikke på arbejde; ikke på jobb; holder fri; inte på jobbet; inte på plats; är ledig;
  en ole töissä; en ole toimistolla; nie ma mnie w biurze; nie ma mnie w pracy; w biurze mnie nie; nejsem v práci; nie som v práci;
  nem vagyok bent; nem dolgozom; lipsesc de la; nu sunt la; ne radim; nisam na poslu; нет в офисе; не в офисе; не на работе; нет на работе;
  не на роботі; немає на роботі; не съм в офиса; δεν βρίσκομαι; δεν είμαι στο; ofiste değilim; işte değilim; לא נמצא; לא נמצאת; אינני במשרד;
  لست في المكتب; لست في العمل; 不在公司; 不在办公; 不在位; 本日は休み; 休みのため; 자리를; không ở văn phòng; tidak di kantor; tidak masuk;
  ไม่อยู่; कार्यालय में नहीं; nimo ofisini; sipo ofisini; hindi ako;
  out of office; out of the office; nicht im büro; nicht im hause; außer haus; absent du bureau; absente du bureau; fuera de la oficina; fuera de oficina; fuori ufficio; fuori sede; fora do escritório; niet op kantoor; ikke på kontoret;
  inte på kontoret; poissa toimistolta; poza biurem; mimo kancelář; вне офиса; εκτός γραφείου; ofis dışında; מחוץ למשרד; خارج المكتب; 不在办公室; 부재중; 부재 중; 不在にして; 外出しており;
  out of office; on sabbatical;     only work on;     fuori ufficio;   ute av kontoret; ute fra kontoret;
  nejsem v; v kanceláři nebudu;
  nem vagyok az; не на месте; немає в офісі;
  ofis dışında; לא במשרד; خارج المكتب;
  不在办公;   away until; away till; away from the office; out until; i will be out; we are away;
  i will be i am on a business trip; i am off; my last day; i am attending; on sabbatical; i work   i do not work on; i don't work on; thank you for your patience;
  ich habe urlaub; habe ich urlaub; ich bin wieder; ich arbeite wieder; ab dem; im mutterschutz; auf dienstreise; sind wir nicht;
  wir sind wir haben urlaub; wir haben derzeit nicht erreichbar; zurzeit nicht erreichbar;
  je serai je suis en rtt; je suis en arrêt; nous sommes fermés; en déplacement professionnel;
  soc fora; sóc fora; estic de vacances; sóc de vacances; soc de vacances; estou de vacacións; oporretan nago;
  estou em férias; estou em viagem; estou estoy de permiso; estoy de viaje; estoy disfrutando   sono sono in trasferta; siamo chiusi; sono in maternità;
  ik heb vakantie; ik ben met vakantieverlof; ik werk niet op; ik ben vrij; wij zijn   jeg er jeg er på tjenestereise; jeg er på rejse; jeg har fri; jeg er på forretningsrejse; jag är på resande fot;
  jag är sjukskriven; jag arbetar inte; jag är tjänstledig; olen matkoilla; olen olen virkamatkalla; lomailen;
  ég er í fríi; ég er í orlofi; ég er í sumarfríi; ég er ekki við; ég er í leyfi; er í fæðingarorlofi;
  jestem poza biurem; korzystam z urlopu; jestem jestem jestem w podróży;
  čerpám dovolenku; čerpám dovolenou; som mimo kancelárie; nie som v kancelárii; jsem na služební cestě; budem mimo;
  szabadságomat töltöm; szabadságon leszek; nem vagyok elérhető; üzleti úton;
  sunt plecat; sunt plecată; voi fi plecat; voi fi în concediu; nu sunt disponibil;
  na godišnjem sam; na odmoru sam; nisam u kancelariji; nisem v pisarni; na dopustu; sem odsotn; nalazim se na;
  на годишњем; на одмору; на одмор сум; на отпуск сум; в отпуска съм; съм в отпуск; командировка съм;
  atostogauju; esu atostogose; nesu darbe; nedirbu; esmu atvaļinājumā; atrodos atvaļinājumā; neesmu birojā; esmu komandējumā;
  olen puhkusel; viibin puhkusel; olen kontorist eemal; olen lähetuses; jam me pushime; jam jashtë zyrës;
  буду ушел в отпуск; ушла в отпуск; в отъезде; буду на лікарняному;   είμαι εκτός; βρίσκομαι εκτός; λείπω; θα yıllık iznimdeyim; izinde olacağım; izinli; seyahatteyim; raporluyum;
  אני אהיה נמצא בחו"ל; בחופשת לידה; في عطلة; خارج البلاد; في رحلة عمل; في مرخصی; در مرخصی; مرخصی هستم;
  خارج از دفتر; در سفر هستم; چھٹی پر; अवकाश पर; कार्यालय से बाहर; ছুটিতে আছি; விடுமுறையில்; đi công tác;
  không có mặt; đang nghỉ lễ; sedang bercuti; sedang dinas; sedang tidak di kantor; naka-leave ako; niko likizo;
  ลาพักผ่อน; ลาหยุด; ลาป่วย; ไม่อยู่ในสำนักงาน; 外出中; 目前休假; 正在外出; 年假; 产假; 產假; 休暇を; 夏季休業; 年末年始; 育児休業; 産休;
  휴가입니다; 휴가 기간; 휴가로 인해; 휴가를; 출산휴가; 육아휴직;
`);

/** Where somebody is, without saying who: customers travel and take days off too. A sign, but no whole note by itself. */
export const ABSENCE_STEMS = phrases(`
  has left; i have left the; has moved on; public holiday; bank holiday; am travelling; am traveling;
  out of town; time off; parental leave; maternity leave; paternity leave; annual leave; sick leave; on vacation;
  on holiday; travelling; traveling; on leave; at a conference; on a course; in training; stocktaking; closed for;
  part-time; part time; monday to; days off; day off; in meetings; on the road; im urlaub; in elternzeit;
  in mutterschutz; auf fortbildung; auf reisen; krankgeschrieben; in teilzeit; abwesend; betriebsferien; auf messe;
  geschlossen; en congés; en congé; en vacances; en formation; en arrêt maladie; congé parental; congé maternité;
  ausente; de vacaciones; de baja; fuera hasta; in ferie; in congedo; in malattia; assente; de férias; ausente entre;
  de licença; em teletrabalho; met vakantie; op vakantie; afwezig; met verlof; vandaag vrij; ziekteverlof; på ferie;
  på barsel; på kursus; på kurs; ferie til; på semester; föräldraledig; på utbildning; på konferens; på konference;
  vanhempainvapaa; lomalla; vapaalla; koulutuksessa; na urlopie; na szkoleniu; na zwolnieniu; w delegacji; na dovolené;
  szabadságon; în concediu; în delegație; в отпуске; в командировке; на больничном; у відпустці; у відрядженні;
  απουσιάζω; σε άδεια; εκτός έδρας; izindeyim; בחופשה; בחופש; في إجازة; 出差; 休假; 度假; 出張; 休暇; 不在; 출장; 휴가; 부재; 휴무; お休み;
  休業; nghỉ phép; sedang cuti; ลาพักร้อน; छुट्टी पर;
`);

/** What an absence note goes on with: whom to ask instead, and that nobody reads this meanwhile. */
export const MORE_LATER = phrases(`
  to respond; to reply; shall read; shall respond; shall reply; replies may be; responses may be; slow to; forward any; forward your; normal service;
  resumes; ring my; in touch when; beantworten; antworten wir; antworte; lese ich; répondrai; répondrons; y répondre; transférer votre; tarderai;
  tardaré; contestaré; contestaremos; le contestará; responder en; risponderò; leggerò; rispondere; responderei; responderemos; beantwoord ik;
  beantwoorden; reageren; reageer; lees ik; svarer på; svares; besvares; besvaras; besvarar; anything urgent; something urgent; urgent matters; urgent requests; läser; læser; luen; vastaan; odpisz; odpowiem; przeczytam;
  odpovím; odpoviem; odepíšu; válaszol; răspund; odgovor; отговор; отвечу; ответим; відповім; απαντήσω; απαντήσουμε; dönüş; yanıtla; cevap;
  אחזור; אשוב; سأجيب; سنرد; پاسخ; 回复; 回覆; 答复; 返信; 回答; 답변; 회신; trả lời; balas; jawab; ตอบกลับ; उत्तर; जवाब;
  will respond; will reply; will answer; will get back; will return; be back at; back at my desk; next working day; not checking; reach out to;
  instead of me; has been sent to; has been passed on; will be processed; will be handled; replies in under; typically replies;
  lese meine mails; lese ihre; erst morgen; übernimmt; vertritt mich; melde ich mich; kümmern uns; antworte ihnen; sous 48 heures; sous 24 heures;
  traitera; vous répondra; répondrons; d'écrire à; sin acceso; escriba a; consulta escriba; al più presto; accesso limitato; risponderemo;
  contacte a; responderemos; em breve; lees je bericht; lees uw bericht; beantwoord; skriv til; skriv i stedet; svarer når; svarer igen;
  under tiden; svarar när; tavoitat; vastaan sinulle; odpiszę; odpowiemy; ozvu se; ozveme se; válaszolok; utána; răspund; отвечу; ответим;
  відповім; θα απαντήσω; döneceğim; yazın; אענה; כשאחזור; سأرد; عند عودتي; 回复邮件; 后回复; 以降; 順次; 折り返し; 회신드리; 이후 회신; sẽ trả lời;
  membalas; setelah kembali; no access; limited access;
  please email; please e-mail; please write to; please call; please reach out; please speak to; please get in touch;
  not be read; not read or forwarded; nor forwarded; will be read on; not see your; cannot wait; can't wait; will follow up;
  wieder erreichbar; wieder im büro; wieder für sie da; wieder da; nicht gelesen; hilft ihnen; helfen ihnen; schreiben sie an;
  wenden sie sich; ihre e-mail wird; nachricht wird;
  pas lus; pas lu; vous adresser à; écrire à; joindre; contacter; prendrai connaissance; en tornar; respondré; en cas d'urgència;
  diríjase a; diríjanse a; escriba a; temas urgentes; no serán leídos; contactar con; scrivere a; rivolgersi a; urgenze;
  escreva para; contacte o; entrar em contato; urgências; niet gelezen; kunt u bellen; kunt u contact; dringende zaken;
  læser ikke; leser ikke; læses ikke; hastesaker; henvend deg; henvend dig; läser inte; läses inte; ärenden; hör av dig till;
  en lue; palattuani; vastaan viestiisi; ég svara; kem til baka; hafðu samband; pilnych sprawach; nie czytam; nie będę czytać;
  odpoviem; obráťte sa; obraťte se; vraťím; naléhavých případech; súrnych; keresse; visszatérek után; contactați; reveni;
  odgovoriću; odgovoriti ću; po povratku; javite se; hitnim; vratiću se; nujnih; obrnite se; одговорићу; ще се върна;
  atsakysiu; grįžusi; grįžęs; skubiais; atbildēšu; steidzamos; pēc atgriešanās; kiiretes; kiireloomulis; vastan; pöörduge;
  të kthehem; urgjente; срочным вопросам; срочным делам; обратитесь; напишите; термінових; звертайтеся; спешни случаи;
  καλέστε; επικοινωνήστε; επιστροφή μου; arayabilirsiniz; iletişime geçebilirsiniz; geri döneceğim; לפנות אל; נא לפנות; דחופים;
  يرجى الاتصال; يرجى التواصل; للأمور العاجلة; موارد ضروری; تماس بگیرید; संपर्क करें; জরুরি; vui lòng liên hệ; khẩn cấp;
  hal mendesak; silakan hubungi; silahkan hubungi; sila hubungi; kembali pada; เร่งด่วน; กรุณาติดต่อ; 急事; 请联系; 請聯絡; 請聯繫;
  恢复上班; 恢復上班; 休暇明け; 出社後; 연락 바랍니다; 연락주시기 바랍니다; 복귀 후;
`);

/** "Until" before a date, "…-ig" and "まで" after it. With an absence it is the rest of the note. */
const UNTIL_BEFORE = phrases(`
  until; till; through; bis; bis zum; bis einschließlich; ab dem; vom; jusqu'au; du; hasta; hasta el; fins al; fino al; dal; fino a;
  até; até ao; até dia; tot; tot en met; vanaf; til; til og med; fram til; frem til; till; t.o.m.; till och med; do; do dnia; od;
  do dana; vključno do; iki; līdz; kuni; până pe; până la; до; до дата; з; с; έως; μέχρι; έως τις; έως και; μέχρι τις; עד; עד ה; حتى; إلى;
  تا; đến ngày; đến; sampai; sampai tanggal; hingga; ถึงวันที่; ถึง; 至; 到; 直到;
`);
const UNTIL_AFTER = phrases('saakka; asti; kadar; まで; 까지; तक; 返回; 回来; 回來');
export const UNTIL_A_DATE = new RegExp(
  `(?:^|[^\\p{L}])(?:${anyOf(UNTIL_BEFORE)})\\s?(?:\\p{L}+[.,]? ){0,2}\\d{1,2}|\\d(?:[^\\p{L}\\d]|[\\p{L}.]{0,12} ?){0,3}(?:-?ig(?:$|[^\\p{L}])|${anyOf(UNTIL_AFTER)})`,
  'u',
);
