/** What a customer may read while a person takes over. It claims nothing, so it needs no source. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'Thank you for your message. I do not have the answer to hand; a colleague will look into it and reply to you here.',
  nl: 'Bedankt voor je bericht. Ik heb het antwoord niet paraat; een collega zoekt het uit en antwoordt je hier.',
  de: 'Vielen Dank für Ihre Nachricht. Ich habe die Antwort nicht zur Hand; ein Kollege oder eine Kollegin prüft das und antwortet Ihnen hier.',
  fr: "Merci pour votre message. Je n'ai pas la réponse sous la main ; un ou une collègue va regarder et vous répondra ici.",
  es: 'Gracias por su mensaje. No tengo la respuesta a mano; un compañero o una compañera lo revisará y le responderá aquí.',
};

export function holdingReply(language: string): string {
  return WORDS[language] ?? WORDS['en'] ?? '';
}
