import type { RiskRule } from './risk-rule.ts';

const RULES_WORD =
  '(?:instructions?|directives?|guidelines?|guidance|rules?|prompts?|programming|orders|commands|training|tasks?|constraints|restrictions|conversation|context)';
const EARLIER =
  '(?:previous|prior|above|earlier|preceding|former|existing|initial|original|current|system|past|foregoing)';
const MACHINE =
  '(?:ai|a\\.i\\.|llm|gpt|chat ?gpt|bot|chat ?bot|assistants?|language model|model|machine|automation|classifier|agent)';

/**
 * Text that speaks to the machine instead of to us. It gives no protection by itself (what the machine may do is fixed in
 * code and permissions); it makes sure that a person looks. Customers do write "please ignore my previous email" and "you are
 * now my last hope", so each rule wants the object as well as the verb.
 */
export const PROMPT_RULES: readonly RiskRule[] = [
  {
    risk: 'prompt_injection',
    says: new RegExp(
      `\\b(?:ignor(?:e|ing)|disregard|forget(?: about)?|overlook|override|bypass|drop|neglect|discard|do not follow|stop following)\\b[^.!?]{0,30}\\b(?:${EARLIER} ${RULES_WORD}|(?:all|any|of|those|these|your|my own|every) (?:\\w+ )?${RULES_WORD}|everything (?:above|before|you)|the above|all (?:the )?${EARLIER}|your programming|all that you)`,
    ),
    unless:
      /\binstructions? (about|for|on|regarding|concerning|in) (the|my|our|your manual)\b|\b(ignored|forgot) (your|the|all)\b.{0,15}\bmanual\b/,
  },
  {
    risk: 'prompt_injection',
    says: /\b(ignorier\w*|vergiss|vergessen sie|missacht\w*)\b.{0,30}\b(anweisungen|regeln|vorgaben|instruktionen|befehle)\b|\b(negeer|vergeet)\b.{0,30}\b(instructies|regels|opdrachten|aanwijzingen)\b|\b(ignore[sz]?|oublie[sz]?)\b.{0,30}\b(instructions (precedentes|anterieures)|tes (instructions|consignes|regles)|vos (instructions|consignes|regles)|consignes)\b|\b(ignora|ignore|olvida|olvidate|olvide)\b.{0,30}\b(instrucciones|reglas|ordenes|instrucoes)\b|忽略.{0,8}(指示|指令|规则)|以前の指示を無視|無視して、|पिछले निर्देशों/u,
  },
  {
    risk: 'prompt_injection',
    says: new RegExp(
      `\\byou are (?:now )?(?:an? |the |in |no longer )?(?:\\w+ ){0,3}(?:dan\\b|${MACHINE}\\b(?! my)|(?:maintenance|developer|debug|god|admin|test) mode)|\\b(?:developer|debug|maintenance|god|admin(?:istrator)?|manager|system|jailbreak|dan|unrestricted|root|sudo) (?:mode|override)\\b|\\bdo anything now\\b|\\b(?:assistant|administrator|manager|system) override\\b|\\bjailbr(?:eak|oken) (?:prompt|mode|version)`,
    ),
    unless:
      /\b(print|printer|scanner|oven|grinder|kettle|brewer|router|app|device|machine|phone)\b.{0,25}\b(maintenance|debug|developer|test) mode\b|\bin (maintenance|developer) mode\b.{0,20}\b(light|button|screen)\b/,
  },
  {
    risk: 'prompt_injection',
    says: new RegExp(
      `\\b(?:instructions?|note|message|reminder|command|request|notice) (?:to|for) (?:the |any |all |your )?(?:\\w+ )?${MACHINE}\\b|\\b${MACHINE}s? reading this\\b|\\bif you(?:'re| are) an? ${MACHINE}\\b|\\bas an? (?:ai|llm|language model)\\b|\\b(?:act|behave|respond|answer|reply|pose) as (?:if you (?:were|are) )?(?:an? |the )?(?:unrestricted|uncensored|evil|ai|chatbot|character|persona|hacker|developer|admin\\w*|linux|terminal)\\b|\\bpretend (?:to be|you(?:'re| are)|that you)\\b|\\brole-?play(?:ing)? as\\b|\\bstay in (?:character|\\w+ mode)\\b|\\btake on the (?:role|persona) of\\b|\\b(?:hi|hello|hey|dear) chat ?gpt\\b|\\bas chat ?gpt\\b|\\bfrom now on,? (?:you|your|respond|answer|reply|always)\\b`,
    ),
  },
  {
    risk: 'prompt_injection',
    says: /(^|\n)\s*"?(system|assistant|developer) ?(prompt|message)?: ?.{0,40}\b(set|assign|approve|refund|you|ignore|skip|reveal|sure|override|must|grant|issue)\b|<\|?\/?(im_start|im_end|system|assistant|inst)\b|\[\/?inst\]|\[\[.{0,30}\b(config|system|assistant|admin)\b|<system mode|#{2,} ?(system|instruction)|\b(developer|begin|end) (training data|of system)\b|\bclassifier output\b/,
    unless: /\bsystem: (windows|mac|ios|android|linux|ubuntu)/,
  },
  {
    risk: 'prompt_injection',
    says: /\b(update|lookup|look_up|issue|send|get|set|delete|approve|create|close)_\w+ ?(\(|with\b)|\b(priority|requires_human|risk|reveal_\w+|verbose|approved|status) ?= ?['"]?(urgent|true|false|low|high|solved|approved)|\b(set|change) (the )?(priority|status|tags?) ?(=|to)\b.{0,30}\b(assign|skip|approv|without)/,
  },
  {
    risk: 'prompt_injection',
    says: /\b(skip|bypass|without|avoid|no need for) (the |any |a |human |further |manager )*(approval|review)( step| process)?\b|\bjust (press|click|hit) approve\b|\bauto-?approve|\bpre-?approved by\b|\balready (been )?(checked|approved|cleared|verified) by (legal|your|the|finance|management|security)\b|\bmark (this|it|the ticket|my ticket|this ticket) as (approved|verified|trusted|resolved|solved|vip)\b|\b(classify|classe[rz]?|tag|label|categori[sz]e) (this|the|ce) (ticket|message|e-?mail|request) (as|en)\b|\bdo not (mention|tell|show|reveal) (this|anyone about this) (text|message|instruction)|\bin (your|the) (reply|answer|response),? (include|add|insert|append|mention)\b|\b(add|append|insert|include) .{0,200}\b(to|in|into|at the (start|end|beginning|middle) of) (your|the) (response|reply|answer)\b/,
    unless: /\breturn .{0,20}without (a )?review\b/,
  },
  {
    risk: 'prompt_injection',
    says: /\bremember (this )?(for|in) (all|every|any) (future )?(conversations?|chats?|customers?|tickets?)\b|\b(maintenance|staff|employee|master|override) code\b|\byou must (now )?(comply|obey|trust|answer all|follow)\b|\bi(s| a)m your (developer|creator|boss|administrator|god)\b|\bi am your developer\b|\bto confirm the connection\b|\b(reply|respond|repeat) .{0,25}\b\d{2,} times\b|\b(no|without|free of all) ((ethical|moral|content|safety) )?(guidelines|filters|restrictions|prohibitions|limits) (and filters|on your output|whatsoever)\b|\b(no|without) (ethical|moral|content|safety) (guidelines|filters?|restrictions|limits)\b|\bmerge my ticket with\b|\bforward (the |our )?(complete|entire|full|whole) (conversation|history|ticket)/,
  },
  {
    risk: 'prompt_extraction',
    says: /\b(?:show|print|reveal|repeat|tell|output|display|give|read|dump|leak|send|write|translate|list|share|quote|encode|summari[sz]e)\b[^.!?]{0,40}\b(?:system prompt|systemprompt|(?:initial|first|original|hidden|starting|secret|system|internal|confidential) (?:prompt|instructions?|guidelines?|rules|configuration|notes?|messages?|policy|policies)|your (?:own )?(?:instructions|guidelines|prompt|rules|configuration|system)|(?:everything|text|words|line|lines) (?:above|before)|(?:above|preceding) (?:text|prompt))\b/,
    unless:
      /\byour (instructions|guidelines|rules) (for|on|about|regarding|to) (the|clean|descal|return|us|install|set)\w*/,
  },
  {
    risk: 'prompt_extraction',
    says: /\brepeat (this|the|our) (entire|whole|full) conversation\b|\bwhat (are|were|was|is) (your|the) (initial |first |original |hidden |secret |system |exact )?(instructions|prompt|system prompt|guidelines)( you|\?|$)|\binstructions you were given\b|\byou were (told|instructed|given|programmed) (to|not|initially|at)\b|\bsystem ?prompt\b|\binitiali[sz]ation string\b|\b(words|phrases|keywords) that (trigger|cause) (an )?escalation\b|\bwhat is your secret key\b|\bsystem configuration including\b|\bwhich agents have (refund|admin)\b|\binternal notes? (history|of the)\b|\b(zeig\w*|nenn\w*|verrate\w*)\b.{0,30}\b(systemprompt|system-prompt|anweisungen|interne notiz\w*)\b|\b(laat|toon|geef)\b.{0,30}\b(systeemprompt|je instructies|interne notities?)\b|\b(montre|affiche|donne|revele)\w*\b.{0,30}\b(prompt|tes instructions|consignes|notes internes)\b|\b(muestra|dime|revela)\w*\b.{0,30}\b(prompt|tus instrucciones|notas internas)\b/,
    unless: /\bprompt (caching|verify|says|appears|shown|payment|delivery)\b/,
  },
];
