import type { RiskRule } from './risk-rule.ts';

const GENERAL_QUESTION =
  /\b(how (do|can|does) (you|i|we|one) (prevent|protect|keep|avoid|secure)|to (prevent|avoid)|what happens if|in case)\b/;
const OTHER_PERSON =
  '(?:wife|husband|partner|girlfriend|boyfriend|ex|ex-\\w+|neighbou?r|friend|colleague|boss|mother|father|mum|mom|dad|sister|brother|roommate|flatmate|customer)';

/** Somebody's account, person or body may be at stake. English, German, Dutch, French, Spanish in this order. */
export const SAFETY_RULES: readonly RiskRule[] = [
  {
    risk: 'account_takeover',
    says: /\b(account|profile|login|e-?mail)\b.{0,40}\b(hacked|hijacked|compromised|stolen|taken over|broken into)\b|\b(hacked|hijacked|broke into|taken over|got into|stole)\b.{0,25}\b(my|our|the) (\w+ )?(account|profile|login)\b/,
    unless: GENERAL_QUESTION,
  },
  {
    risk: 'account_takeover',
    says: /\b(someone|somebody|a stranger|person) ?(else)? .{0,25}\b(logged in|logged into|log in|signed in|is using|used|has access|accessed|changed|ordered|placed|bought)\b.{0,40}\b(my|our) (account|password|e-?mail|name|card|address|login)\b/,
  },
  {
    risk: 'account_takeover',
    says: /\b(order|orders|purchase|login|log-in|sign-in|password reset|charge|payment|address change)s?\b.{0,30}\b(i|we) (did not|didn't|never|have not|haven't) (place|placed|make|made|request|requested|do|did|order|ordered|authori[sz]e|authori[sz]ed|recogni[sz]e)\b|\b(i|we) (don't|do not|didn't|did not|cannot|can't) recogni[sz]e\b.{0,25}\b(order|login|device|charge|purchase|payment)/,
  },
  {
    risk: 'account_takeover',
    says: /\bunauthori[sz]ed (access|log-?in|order|purchase|change|transaction|payment|charge)|\b(it )?(wasn't|was not|isn't|is not) me\b.{0,40}\b(log|sign|order|password)|\b(password|e-?mail)( address)? (was|has been|got) changed\b.{0,50}\b(not me|not by me|without|didn't|did not|never)\b|\blog-?in from (a|an|some) \w+ i\b/,
  },
  {
    risk: 'account_takeover',
    says: /\b(konto|account|profil)\b.{0,40}\b(gehackt|geknackt|ubernommen|gekapert)\b|\bjemand\b.{0,40}\b(mein(em|en)?|unser(em|en)?) (konto|account|passwort)\b|\bbestellung(en)?\b.{0,30}\bnicht (von mir|aufgegeben|getatigt)\b/,
  },
  {
    risk: 'account_takeover',
    says: /\b(account|profiel|e-?mail)\b.{0,40}\b(gehackt|gekaapt|overgenomen|gestolen)\b|\biemand\b.{0,40}\b(ingelogd|mijn account|mijn wachtwoord)\b|\bbestelling(en)?\b.{0,30}\bniet (door mij )?(geplaatst|gedaan)\b/,
  },
  {
    risk: 'account_takeover',
    says: /\bcompte\b.{0,40}\b(pirate|hacke|vole|usurpe|compromis)\b|\bquelqu'un\b.{0,40}\bmon (compte|mot de passe)\b|\bcuenta\b.{0,40}\b(hackeada|hackeado|robada|pirateada|robaron|hackearon)\b|\b(hackead|robad|pirate)\w+\b.{0,20}\bmi cuenta\b|\balguien\b.{0,40}\bmi (cuenta|contrasena)\b/,
  },
  {
    risk: 'identity',
    says: /\b(turn off|disable|remove|reset|bypass|switch off)\b.{0,25}\b(two-?factor|2fa|two-?step|authenticator|verification)\b|\b(no longer|don't|do not|lost)\b.{0,15}\baccess to\b.{0,25}\b(e-?mail|phone|mailbox|number|address)\b|\bchange the e-?mail( address)? (on|of|for) (account|the account)\b/,
  },
  {
    risk: 'identity',
    says: /\b(on|in) behalf of\b|\b(my|his|her) (late|deceased) \w+|\b(passed away|power of attorney|executor of)\b|\bim namen (von|meine[rs])\b|\bverstorben|\bnamens mijn\b|\boverleden\b|\bau nom de (mon|ma)\b|\bdecede|\ben nombre de mi\b|\bfallecid/,
  },
  {
    risk: 'security',
    says: /\b(sql injection|xss|security (hole|flaw|vulnerability|issue|bug)|vulnerability in your|data (breach|leak)|bug bounty|phishing)\b|\b(sicherheitslucke|datenleck|datenpanne|beveiligingslek|datalek|faille de securite|fuite de donnees|brecha de seguridad|fuga de datos)\b/,
  },
  {
    risk: 'other_persons_data',
    says: new RegExp(
      `\\b(?:my|his|her|our|another|other) ${OTHER_PERSON}(?:'s|s'|s)? (?:account|orders?|parcels?|packages?|purchases|invoices?|details|password|subscription|phone|e-?mail|data)\\b|\\b(?:order|account|invoice|address|e-?mail|phone number|password|data|details) (?:of|belonging to) (?:my|another|other|an other) ${OTHER_PERSON}s?\\b|\\bwhat (?:did|has) my ${OTHER_PERSON} (?:order|buy|bought|ordered)`,
    ),
    unless:
      /\b(gift|as a present|to my (wife|husband|partner|friend|mother|father|mum|mom|dad|sister|brother)'s (house|place|address))\b/,
  },
  {
    risk: 'other_persons_data',
    says: /\bwhere does (?!your|the|this|it\b).{2,40}\blive\b|\bwhat is (?!your|the|my).{2,40}'s (home address|phone number|e-?mail)\b|\b(his|her|their) (home address|phone number|order history)\b|\b(konto|bestellung|rechnung) (meine[rs]|von meine[rm]) (frau|mann|nachbar\w*|freund\w*|chef\w*|kolleg\w*|mutter|vater|ex\w*)|\b(account|bestelling|factuur) van mijn (vrouw|man|buur\w*|vriend\w*|collega|baas|moeder|vader|ex)|\b(compte|commande|facture) de (mon|ma) (femme|mari|voisine?|amie?|collegue|mere|pere|ex)|\b(cuenta|pedido|factura) de mi (mujer|marido|vecin[oa]|amig[oa]|companer[oa]|madre|padre|ex)/,
    unless: /\bregalo\b|\bgeschenk\b|\bcadeau\b/,
  },
  {
    risk: 'self_harm',
    says: /\b(kill|hurt|harm|cut) myself\b|\bend (my|it) (own )?(life|all)\b|\bsuicid|\b(don't|do not|no longer) want to (live|be alive)\b|\bwant to die\b|\b(mich|mir) (umbringen|das leben nehmen|etwas antun)\b|\bselbstmord|\bsuizid|\bnicht mehr leben\b|\bzelfmoord|\bniet meer (leven|verder leven)\b|\bme suicider\b|\bme tuer\b|\ben finir avec la vie\b|\bmatarme\b|\bquitarme la vida\b|\bno quiero (seguir )?viv/,
  },
  {
    risk: 'health',
    says: /\b(burn(ed|t)|scald(ed)?|injured|hurt) (my|his|her|our|their) (\w+ )?(hands?|fingers?|arms?|legs?|faces?|thumbs?|wrists?|foot|feet|eyes?|skin|lips?|tongue|mouth|back|chest|son|daughter|child|kid|baby|wife|husband|mother|self)\b|\b(burn(ed|t)|scald(ed)?|injured|hurt) (himself|herself|myself|themselves)\b|\bcut (my|his|her) (hand|finger|thumb)|\b(my|his|her|our) (\w+ ){1,3}(got|was|were|has been|is) (badly |severely )?(burn(ed|t)|scalded|injured|hurt|electrocuted)\b|\bburn .{0,20}\b(got|suffered) from\b|\b(electric(al)? shock|electrocuted|caught fire|on fire|exploded|smoke (came|comes|coming) (out|from)|sparks)\b|\b((to|in|at|from) (the )?(hospital|a&e|emergency room)|ambulance|injury|injuries|blisters)\b/,
  },
  {
    risk: 'health',
    says: /\b(allergic (reaction|shock)|anaphyla\w+|food poisoning|made (me|us|him|her) (sick|ill)|got (sick|ill) (from|after)|threw up|vomit\w*|poisoned|pregnan\w+|heart (condition|problem)|medication)\b|\b(verbrannt|verbruht|verletzt|stromschlag|krankenhaus|allergische reaktion|feuer gefangen|schwanger)\b|\b(verbrand|gewond|ziekenhuis|elektrische schok|allergische reactie|vlam gevat|zwanger)\b|\b(brule[es]?|blesse[es]?|hopital|choc electrique|reaction allergique|pris feu|enceinte)\b|\b(quemadura|me quem|herid[oa]|hospital|descarga electrica|reaccion alergica|embarazada)/,
    unless:
      /\b(burnt|burned|smoky|verbrannt\w*|verbrand\w*|brule\w*) (taste|flavou?r|beans|smell|schmeck\w*|gout|smaak)\b|\b(schmeckt|smaakt|gout|goute|sabor|taste[sd]?)\b.{0,15}\b(verbrannt|verbrand|brule|quemad\w+)/,
  },
];
