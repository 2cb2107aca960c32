/** Words that open or close a letter. A name may follow them. */
export const GREETINGS = setOf(`
  hi hello hey dear good morning afternoon evening day thanks thank you kind best warm many regards wishes greetings sincerely yours cheers there all
  hallo guten tag morgen abend liebe lieber sehr geehrte geehrter frau herr freundliche freundlichen grüße grüßen viele besten mit
  beste geachte goedendag goedemorgen goedemiddag dag mevrouw meneer heer met vriendelijke groet groeten
  bonjour bonsoir cher chère madame monsieur cordialement bien à vous
  hola estimado estimada buenos buenas días tardes noches un cordial saludo saludos atentamente señor señora
  mr mrs ms dr
`);

/**
 * The closed vocabulary of courtesy. A word belongs here when no sentence made of these words alone can promise, grant, price, date or explain
 * anything: so no "refund", "send", "free", "today", "change" or "open".
 */
export const COURTESY_WORDS = setOf(`
  a about again all am back bear these get an and annoying answer answers any anything apologise apologize apologies approval are as ask asking at be been before being best by
  can cannot care case centre center check clear colleague colleagues conversation could couldn couldn’t day did didn direct directly do don
  details else enjoy everything feedback feel find for forward forwarded frustrating further get getting glad great had hand handed handing
  happy has hat have haven hear help helpful helps here hesitate hope how i if in inconvenience information interest into is it just kind know
  let letting ll look looked looking lovely m made matter may me message mind moment more my need needs nice no not of on one or our out over
  pass passed passing patience people person personally please possible questions question re reach reaching read receive
  regards reply replied replies request respond s see sent shared so soon sorry specialist stressful support sure t take takes team tell telling thank
  thanks that the their them then there they this to touch trouble unclear understand understanding unfortunately us ve very wait waiting want was
  we week weekend welcome what when who will wish with worry worries worrying would write writing wrote you your yours yourself
  articles article reliable documentation found happened follow following steps briefly below try
  mail e email

  an antwort antworten antwortet auf bei bericht bitte damit danke dank das dass dazu der deshalb die dies diese dieser dieses du ein eine einem einen einer
  einfach entschuldigen entschuldigung er erhalten es etwas falls finden frage fragen freundliche für gebe geben gefunden gerne geht geduld
  haben habe hand helfen hier hilfe hilft ich ihnen ihr ihre ihrem ihren im in ist kann keine kein kollege kollegen kollegin konnte konnten leid leider
  meine melden mir mit mitarbeiter müssen nach nachricht nicht nichts noch einmal oder prüft schreiben sehr sich sie sind so tut team tun um umstände
  unannehmlichkeiten uns unser unsere unserem unseren und unklar viel vielen von weiter weitere weitergegeben weitergeleitet wenn wir wird zu zum zur
  center artikeln freut schön

  aan als antwoord antwoordt beantwoord bedankt bericht collega contact dan dank dat daarom de dit duidelijk een en er fijn gaat geduld geef geen gegeven
  gelopen gerust gewoon graag hartelijk heb hebben hebt help helpen helpcentrum het hier hoeft hoop hopen horen iets ik in is je jouw kan kon konden kunnen
  krijgt laat laten lees lezen me met mij naar niet niets nog of om ons onze ook opnieuw over paraat persoonlijk reageren reactie schrijven sorry spijt
  team te terug terugvinden u uit uw verder vervelend vinden voor vraag vragen we weten wij wil wordt zijn zo zoekt zodat doorgegeven doorgestuurd door
  ongemak wat

  à afin ai aide aider ainsi au aucun aucune avec avez avons besoin bien c ce cela cet cette centre clair claire collègue collègues d dans de demande
  des désagrément désolé désolée désolés donc du en équipe est et être fait grand grande hésitez ici il j je l la le les lui mail main merci message n ne nos
  notre nous on ou par pas patience plaisir pour posée pouvons puisse qu que question questions quelque qui réécrire regarder regarde répond répondez répondra
  répondre réponse s se si simplement sommes son sous suis sur très transmets transmis trouvé trouver un une va vais vient votre vos vous y chose
  parviendra

  a ai al alegra algo ayuda ayudar ayudarle aquí así centro claro clara compañera compañero con consulta cualquier de del dude duda dudas disculpe
  disculpas el ella en encontrado encontrar equipo es escribir escribirnos esta esto está este falta gracias ha hace haya hecho he hemos la lamento lamentamos las le
  leerlo les llegará lo los mano mensaje mi molestias mucho muchas muy más necesita no nos nuestro nuestra o otra para pasado paso pero persona
  por pregunta preguntas que queda respuesta responda responder responderá revisará se sentimos si siento simplemente sin su sus te tengo tiene todo tu un una usted
  vez volver vuelva y
`);

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}
