import { anyOf, phrases } from './word-list.ts';

/** What speaks for a person: a matter of the writer's own, and a wish. Absence notes have neither. machine-text.ts weighs them. */

/** "My lamp" in general; an absence note too has "my return", "my colleague" and "my mobile". */
const NOT_OF_NOTES = {
  my: `absence|return|colleague|email|e-mail|mail|inbox|office|desk|phone|mobile|cell|last|successor|leave|team|assistant|behalf|out|repl|
    vacation|holiday|message|deputy|manager|substitute|responsib|role|position|dut|work|availab|access|next|response|calendar|famil|day`,
  our: `office|compan|team|business|shop|store|website|help|support|phone|working|opening|service|staff|colleague|holiday|summer|winter|
    christmas|general|customer|answer|reply|repl|case|ticket|knowledge|faq|privacy|terms|address`,
  'mein(?:e|er|en|em|es)?': `abwesenheit|ruckkehr|kolleg|vertret|postfach|e-?mail|mail|nachricht|urlaub|buro|team|nachfolg|mobil|handy|
    telefon|arbeit|elternzeit|stellvertret|assist|aufgaben`,
  '(?:mon|mes)': `retour|absence|coll|mail|e-?mail|adresse|bureau|equipe|assist|message|conge|vacances|portable|telephone|courriel|poste`,
  mis: `regreso|vuelta|ausencia|compan|correo|e-?mail|oficina|equipo|telefono|movil|vacaciones|companer|asistente|colega`,
  '(?:mio|mia|miei|mie)': `rientro|ritorno|assenza|colleg|mail|e-?mail|posta|ufficio|cellulare|ferie|telefono|assistente`,
  '(?:meu|minha|meus|minhas)': `regresso|retorno|ausencia|colega|e-?mail|correio|escritorio|telemovel|celular|ferias|equipe|equipa|volta`,
  mijn: `terugkomst|afwezigheid|colleg|mail|e-?mail|kantoor|mobiel|vakantie|telefoon|team|vervang|inbox|verlof`,
};
const MINE_IN_GENERAL = Object.entries(NOT_OF_NOTES).map(
  ([mine, nouns]) => `${mine} (?!${nouns.replace(/\s+/g, '')})\\p{L}`,
);
/** What customers of shops write about, in languages where words have no gaps or many endings. */
const GOODS = anyOf(
  phrases(`
    包裹; 快递; 快遞; 送货; 送貨; 请后天送; 荷物; 配達; 届けて; お届け; 택배; 배송; 맡겨 주; 보내 주; bưu kiện; พัสดุ; посылк; посилк; δέμα; kargo; חבילה; طرد; zásilk; balík;
    csomag; colet; paczk; paketti; parcel; colis; livrez; pacco; paquete; pakket; pakke
  `),
);
export const MY_THING = new RegExp(`(?:^|[^\\p{L}])(?:${MINE_IN_GENERAL.join('|')})|${GOODS}`, 'u');

/** Wishes beyond those of machine-text-words.ts; a program asks to be left alone or to ask somebody else, never for a delivery. */
const WISHES = phrases(`
  do not ship; don't ship; do not send; don't send; do not deliver; don't deliver; i will send; i'll send; i can send; deliver it; entreguen;
  erreichen sie mich; please keep; please deliver; please hold; please ship; please replace; please collect; please pick; please pause; please stop;
  please tell me; please let me know; please help me; please confirm; please explain; please move; please update; please give me;
  please look; please check my; please check the; please close; please remove; please delete; please unsubscribe; i wish to;
  i'd like; we would like; we need; can you; could you; would you; bitte liefern; bitte senden sie mir; bitte schicken; bitte halten;
  bitte stornieren; bitte ändern; bitte verschieben; bitte erst; bitte prüfen; ich brauche; ich hätte gern; wir möchten; merci de livrer; envoyez; livrez; gardez; annulez; remboursez; envíen; envíenlo; consegnate; spedite; enviem; entreguem; levér; kindly send;
  merci de garder; merci d'annuler; je souhaite; j'aimerais; il me faut; necesito; me gustaría; por favor envíen; por favor entreguen;
  por favor cancelen; ho bisogno; potreste; mi serve; preciso de; queria; por favor enviem; ik wil; ik zou graag; graag bezorgen;
  graag leveren; jeg vil gerne; jeg ønsker; jag vill; jag skulle vilja; haluaisin; haluan; chcę; chciałbym; chciałabym;
  proszę dostarczyć; proszę przesłać; proszę wysłać; chtěl bych; chtěla bych; chcem; chcel by som; szeretném; kérném; aș dori; vreau;
  želim; želel bi; искам; norėčiau; vēlos; soovin; хочу; хотел бы; хотела бы; мне нужно; пришлите; доставьте; хотів би; хотіла б;
  θα ήθελα; θέλω; istiyorum; rica ederim; אני רוצה; אשמח לקבל; أريد; أرغب; می خواهم; 我想; 我要; 我需要; 請幫我; 请帮我; したいです; してください; していただけます;
  お願いできます; 하고 싶; 원합니다; 해 주세요; 해주세요; tôi muốn; saya ingin; saya mau; ต้องการ; मुझे चाहिए; करना चाहता;
`);
export const WISHES_MORE = new RegExp(`(?:^|[^\\p{L}])(?:${anyOf(WISHES)})`, 'u');

/** "Please call me" is a customer; "please call my colleague" is a note. */
export const REACH_ME = new RegExp(
  `(?:${anyOf(
    phrases(`
      contact; call; email; e-mail; write to; reach; ring; text; get in touch with; get back to; reply to; answer; respond to
    `),
  )}) (?:me|us)(?:$|[^\\p{L}])|(?:kontaktieren|rufen) sie (?:mich|uns)|(?:contactez|rappelez|appelez)-(?:moi|nous)|llameme|contacteme|contattatemi|chiamatemi`,
  'gu',
);
