import type { RiskRule } from './risk-rule.ts';

/** Somebody threatens, insults, wants an exception or wants to sell. English, German, Dutch, French, Spanish in this order. */
export const DISPUTE_RULES: readonly RiskRule[] = [
  {
    risk: 'legal',
    says: /\b(contact|call|hire|involve|consult|instruct|get|engage|see|ask|speak (to|with)|talk to|hear from|(hand|pass|give|turn|forward) (this|it|the (matter|case|file)|everything) (over )?to)\b.{0,15}\b(a|my|our|an) (lawyer|solicitor|attorney|legal team|legal counsel)|\b(my|our) (lawyer|solicitor|attorney|legal (team|counsel|department))s? (will|has|have|is|are|says|told|advised)\b/,
    unless: /\b(advertis|for my lawyer|gift)\b/,
  },
  {
    risk: 'legal',
    says: /\b(legal (action|steps|proceedings|consequences)|take (you|this|your company|kettle & pine) to court|see you in court|small claims|lawsuit|su(e|ing) (you|your|kettle)|letter before action|trading standards|ombudsman|consumer (rights |protection )?(office|agency|authority|association|organi[sz]ation|council)|formal notice|data protection (authority|officer|commissioner)|(file|report) .{0,30}\b(to|with) the (authorities|police)|class action|cease and desist)\b/,
  },
  {
    risk: 'legal',
    says: /\b(rechtsanw\w+|anwalt\w*|rechtliche schritte|verklagen|vor gericht|gerichtlich\w*|strafanzeige|anzeige erstatten|verbraucherzentrale|abmahnung|fristsetzung)\b/,
    unless: /\b(bin|als|mein freund|meine freundin)\b.{0,20}\banw[aä]lt/,
  },
  {
    risk: 'legal',
    says: /\b(mijn advocaat|(een|via|door) (een )?advocaat|advocaat inschakelen|(schakel|neem|haal|zet)\b.{0,20}\badvocaat\b.{0,12}|juridische (stappen|actie)|rechtszaak|naar de rechter|voor de rechter|aanklagen|aangifte|ingebrekestelling|in gebreke|geschillencommissie|consumentenbond|incassobureau)\b/,
    unless: /\b(fles|likeur|slagroom)\b/,
  },
  {
    risk: 'legal',
    says: /\b(mon avocat|(un|mes|notre) avocats?\b.{0,30}\b(contact|saisir|consult|engag)|(contacter|saisir|consulter|prendre) (un|mon) avocat|action en justice|poursuites|porter plainte|deposer plainte|au tribunal|devant le tribunal|mise en demeure|ubt|dgccrf)\b|\b((mi|un|con mi) abogad[oa]|acciones legales|demandar(les|os|te|a)?|denunciar|poner una denuncia|los tribunales|juzgado|hoja de reclamaciones)\b/,
  },
  {
    risk: 'press',
    says: /\b(journalist|reporter|newsroom|press (enquiry|inquiry|request|release|officer?|deadline|contact)|(to|in|with|tell|inform|contact) the (press|media|newspapers?|papers)|writing an? (article|story|piece) (about|on) (you|your|kettle|the company)|for comment (by|before|on)|going public with|expose you)\b/,
    unless: /\b(gift|present) for\b|\bfrench press\b.{0,20}\b(in|with) the press\b/,
  },
  {
    risk: 'press',
    says: /\b(journalist(in|en)?|presseanfrage|an die presse|an die medien|zeitung(en)? (wenden|informieren|gehen)|verslaggever|naar de (pers|media|krant)|persvraag|kassa|radar (tv|televisie)|journaliste|(a la|dans la) presse (ecrite|locale|nationale)|aux medias|contacter la presse|periodista|a la prensa|a los medios)\b/,
    unless: /\bprensa francesa\b/,
  },
  {
    risk: 'billing_exception',
    says: /\b(charge-?back|disput(e|ing) (the|this) (charge|payment|transaction)|compensat(e|ion)|goodwill|waive|make an exception|as an exception|exception (for|in) (me|my|this|us)|one-?time exception)\b|\b(refund|money back)\b.{0,60}\b(although|even though|outside|after) .{0,30}\b(window|period|deadline|expired|months|passed)\b|\b(rucklastschrift|zuruckbuchen|ruckbuchung|entschadigung|schadensersatz|kulanz\w*|ausnahme machen)\b|\b(storneren|terugboeken|stornering|schadevergoeding|compensatie|coulance|uitzondering maken)\b|\b(retrofacturation|dedommag\w+|geste commercial|faire une exception|contracargo|indemniza\w+|compensacion|hacer una excepcion)\b/,
  },
  {
    risk: 'abuse',
    says: /\b(fuck|screw) (you|off|your)\b|\b(you|u|you're|you are|ur|bunch of|bloody|fucking|total|complete|absolute|these)( (all|guys|people|such|a|are|is))* ?(fucking |bloody |useless |stupid )*(idiots?|morons?|scum|bastards?|assholes?|arseholes?|cunts?|bitch(es)?|retards?|dickheads?|wankers?)\b|\bgo to hell\b|\bi('ll| will| am going to|'m going to) (kill|hurt|beat|find) (you|u|your)\b|\bpieces? of shit\b.{0,15}\b(company|people|you)\b/,
  },
  {
    risk: 'abuse',
    says: /\b(arschloch|arschlocher|wichser|hurensohn|verpisst? (dich|euch)|fick (dich|euch)|(ihr|sie) (seid )?(verdammten? )?(idioten|penner|schweine))\b|\b(klootzak(ken)?|kankerlijers?|tering(lijers?|zooi)|rot (toch )?op|stelletje (idioten|oplichters|eikels)|hufters?)\b|\b(connards?|salauds?|encules?|va te faire|allez vous faire|bande d[e'] ?(idiots|cons|incapables))\b|\b(hij[oa]s? de puta|gilipollas|cabron(es)?|que os (den|jodan)|imbeciles|panda de idiotas)\b/,
  },
  {
    risk: 'spam',
    says: /\b(seo (services?|agency|experts?|packages?)|guest post|back-?links?|link building|(first|1st|top) page of google|rank (higher|#?1) on google|increase your (website )?(traffic|sales|ranking|revenue|followers)|(web|app) (design|development) services|lead generation|dear (webmaster|website owner|site owner|business owner)|bulk e-?mail|e-?mail list of|buy followers)\b/,
  },
  {
    risk: 'spam',
    says: /\b(you('ve| have) (won|been selected)|lottery|claim your (prize|reward|gift)|(crypto|bitcoin|forex) (investment|trading|profit)|double your (money|bitcoin)|business proposal|inheritance of|next of kin|loan offer|instant loan|online casino|casino bonus|viagra|cialis|replica watches|work from home and earn|limited time offer)\b|\b(suchmaschinenoptimierung anbieten|zoekmachine ?optimalisatie aanbieden|gewinn(spiel)? abholen|gefeliciteerd,? u heeft gewonnen|vous avez gagne|ha ganado (un premio|usted))\b/,
  },
];
