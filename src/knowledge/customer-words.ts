/**
 * How customers talk, against how articles are written. Index statistics cannot know this: a word like "really" is rare in articles,
 * so BM25 would take it for a telling one. By primary language; a language without an entry is searched without.
 */
export interface CustomerWords {
  /** Words that say nothing about the matter. */
  filler: readonly string[];
  /** Each line is a group of words that mean about the same to a support team. */
  synonyms: readonly (readonly string[])[];
}

const ENGLISH: CustomerWords = {
  filler: words(`
    able actually again ago ahead all already also always another answer any anymore anyone anything anyway appear apparently around ask
    available away back bad been before believe best better bit bunch came cannot care case cause certain chance check come completely
    coming confused correct correctly could couple current currently day days dear definitely different directly does doing done dont earlier
    easy else end enough even ever every everything exact exactly expect explain fact far few figure finally find fine first found fully
    gave general get gets getting give given go goes going gone good got gotta great guess guy guys happen happened happening hard hear
    hello help hey hi hope hour how however idea immediately important included instead interested just keep keeps kind kindly know last
    late lately later least let like list little long longer look looked looking looks lot love made make makes making many matter may maybe
    mean means mention mine minute minutes moment month months morning much must name need needed needs never new next nice normal nothing now number
    obviously often ok okay once one ones only open option people perhaps person place please possible present pretty probably provide put
    question quick quickly quite ran rather real really reason recent recently regards regarding remember right run said same saw say saying
    says see seem seems seen set several shall show showing shows since sir some somebody somehow someone something soon sort specific
    start started still stuff suddenly suggest supposed sure take taken takes taking talk team tell thank thanks there thing things think
    this though thought thx time times today told tomorrow tonight took tried truly try trying two type understand unfortunately until urgent use used
    using usual usually various wait waiting wanna want wanted wants way week weeks weird well went what whatever when whether while who
    whole why will wish within without wonder wondering work working worried would yeah year years yes yesterday yet
  `),
  synonyms: [
    ...groups(`
      invoice bill receipt
      refund reimburse reimbursement repay
      parcel package shipment
      courier carrier shipper
      delivery shipping shipment
      deliver ship dispatch send
      buy purchase order
      pay payment charge
      price cost fee
      tax vat btw mwst iva tva mva gst
      customs duty import clearance
      cancel terminate stop
      delete remove erase close
      login signin log sign
      password passcode passphrase
      account profile
      broken defective faulty damaged defect fault
      repair fix mend
      replace replacement exchange swap
      warranty guarantee
      student pupil learner
      teacher instructor educator
      class classroom course
      school university college
      child kid son daughter minor junior
      parent guardian mother father
      exam test certification
      retake resit attempt
      internet wifi network connection online offline
      phone mobile smartphone
      computer laptop pc
      email mail inbox mailbox
      quote quotation offer estimate
      discount coupon voucher promotion promo
      subscription plan membership
      renew renewal extend
      upgrade downgrade
      change modify edit amend
      wrong incorrect mistaken
      missing lost
      delay delayed late overdue
      noise sound click tick buzz beep rattle
      disabled grey gray unavailable unclickable
      picture photo image
      company business organisation organization firm
      accounting accountant bookkeeper finance
      error bug failure
      limit maximum quota allowance
      assistant chatbot bot
      stock availability restock
      size dimension measurement
      weight heavy
      manual guide instructions documentation
      download install installation
      connect pair pairing
      detect recognise recognize see seen
      member user colleague teammate
      invite invitation
      transfer move migrate
      data information
      privacy gdpr
      secure security
      hack hacked compromised stolen
      fraud scam phishing
      country region abroad overseas
      card creditcard
      gift present
      address street
      store shop
      license licence
      box packaging
      clean cleaning wash descale
      leak leaking drip
      grind grinder
      start boot launch
      crash freeze hang
      slow lag
      screen display
      battery power
      charger charging
      cable cord wire
    `),
  ],
};

const BY_LANGUAGE: Record<string, CustomerWords> = { en: ENGLISH };

export function customerWords(language: string): CustomerWords {
  return BY_LANGUAGE[language] ?? { filler: [], synonyms: [] };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function groups(text: string): string[][] {
  return text
    .split('\n')
    .map(words)
    .filter((group) => group.length > 1);
}
