/** How mail programs mark quotes and signatures in HTML, and how anybody hides text. */

type Attributes = Readonly<Record<string, string>>;

const QUOTE_CLASS =
  /(?:^|[\s_])(?:moz-cite-prefix|gmail_attr|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|gmail_quote_attribution|moz-email-headers-table|cite_quote|quotedmessage|OutlookMessageHeader)(?:$|\s)/i;
const QUOTE_ID =
  /^(?:x_)*(?:divRplyFwdMsg|OLK_SRC_BODY_SECTION|yahoo_quoted_\d+|isForwardContent|replySplit|mail-editor-reference-message-container|reply-intro)$/i;
/** Everything after this element is an older mail. */
const STARTS_QUOTE_ID = /^(?:x_)*(?:appendonsend|stopSpelling|divRplyFwdMsg|mail-editor-reference-message-container)$/i;
const SIGNATURE =
  /(?:^|[\s_-])(?:gmail_signature|moz-signature|protonmail_signature_block|tutanota_signature|ms-outlook-mobile-signature|ms-outlook-ios-signature|AppleMailSignature|mail_signature|mailSignature|email-signature|Signature)(?:$|[\s_-])/i;
const HIDDEN_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|max-height\s*:\s*0/i;
const NO_BORDER = /border(?:-left)?\s*:\s*(?:none|0)/i;

export function isHidden(attributes: Attributes): boolean {
  return 'hidden' in attributes || HIDDEN_STYLE.test((attributes['style'] ?? '').slice(0, 2_000));
}

export function isQuote(name: string, attributes: Attributes): boolean {
  if (QUOTE_CLASS.test(attributes['class'] ?? '') || QUOTE_ID.test(attributes['id'] ?? '')) return true;
  if (name !== 'blockquote') return false;
  // Some editors indent with a blockquote; it has no border and does not call itself a citation.
  const cites = 'cite' in attributes || 'type' in attributes || /quote/i.test(attributes['class'] ?? '');
  return cites || !NO_BORDER.test(attributes['style'] ?? '');
}

export function startsQuote(attributes: Attributes): boolean {
  return STARTS_QUOTE_ID.test(attributes['id'] ?? '');
}

export function isSignature(attributes: Attributes): boolean {
  if (attributes['data-smartmail'] === 'gmail_signature' || 'data-signature-widget' in attributes) return true;
  return SIGNATURE.test(attributes['class'] ?? '') || SIGNATURE.test(attributes['id'] ?? '');
}
