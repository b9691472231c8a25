/** What is said to whoever reads the notes by machine. It is text like any other: nothing follows from it. */
const TO_THE_MACHINE: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your|the)\b.{0,20}\b(?:instructions?|rules?|prompts?|guidelines?|directions?)\b/i,
  /\bforget (?:everything|all) (?:you|that you|i)\b/i,
  /^<?\/?(?:system|assistant|user|developer|instructions?)>?\s*[:>]/i,
  /<\/?(?:system|assistant|user|developer|instructions?|prompt)>/i,
  /\b(?:system prompt|maintenance mode|developer mode|jailbreak|you are (?:now )?(?:an?|in|the)\b.{0,40}\b(?:mode|assistant|agent|ai|model))/i,
  /\b(?:delete|remove|erase|drop|wipe|lock|unlock|supersede|approve|accept|apply|reject|clear)\b.{0,20}\b(?:all|every|each|any|everything|the (?:whole|entire))\b.{0,20}\b(?:blocks?|changes?|deltas?|proposals?|basket|baskets|notes|tasks|decisions|facts|entries|items|data)\b/i,
  /\b(?:delete|remove|erase|wipe|lösche?n?|entferne?n?)\b\s+(?:everything|alles)\b/i,
  /^(?:alles|sämtliche \p{L}+|alle (?:blöcke|notizen|aufgaben|einträge)) (?:löschen|entfernen|streichen)/iu,
  /\b(?:ignorier|vergiss|missachte)\p{L}*\b.{0,40}\b(?:anweisung|regel|vorgabe)\p{L}*/iu,
  /\b(?:set|with|use) (?:a |the )?confidence (?:to |of )?[\d.]+/i,
]

export function isInstruction(text: string): boolean {
  return TO_THE_MACHINE.some((pattern) => pattern.test(text))
}

/** Words that hold a text together and say nothing that would be worth a block. */
const SMALL_TALK: readonly RegExp[] = [
  /^(?:hi|hey|hello|hallo|dear|liebe[rs]?|good (?:morning|afternoon|evening)|(?:guten )?(?:morgen|tag|abend)|morning|moin|servus)\b[^.?!]{0,30}[.,!]*$/i,
  /^(?:thanks?(?: you)?|thx|danke|vielen dank|cheers|great|ok(?:ay)?|cool|nice|perfect|super|yes|no|yep|sure|done|lol|ja|nein|gut|alles klar|sounds good|\+1)\b[^.?!]{0,30}[.,!✓]*$/i,
  /^(?:best|kind|warm)?\s*(?:regards|wishes)\b.*$|^(?:viele |beste |liebe |mit freundlichen )?grüßen?\b.*$|^(?:see you|bis dann|yours|sincerely)\b.{0,30}$/i,
  /^(?:attendees|present|participants|absent|apologies|attending|teilnehmer(?:innen)?|anwesend|entschuldigt|date|datum|time|uhrzeit|location|ort|minutes|protokollant)\s*:\s*/i,
  /^(?:just )?(?:a |some )?(?:short|quick|brief|small)? ?(?:update|note|reminder|summary)\b.{0,40}[.:!]?$/i,
  /^(?:here (?:are|is)|these are|das sind|hier (?:sind|ist)) .{0,60}(?:notes|update|summary|minutes|notizen|protokoll)\b.{0,30}$/i,
  /^(?:any(?:thing)? (?:else|other)|that's (?:it|all)|das war's|sonst nichts)\b.{0,20}$/i,
  /^(?:<media omitted>|image omitted|this message was deleted)$/i,
  /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?$|^\d{1,2}:\d{2}$/,
]

export function isSmallTalk(text: string): boolean {
  return SMALL_TALK.some((pattern) => pattern.test(text))
}
