/**
 * English function words, left out of index and queries: in a collection of a few hundred passages their idf is far from
 * zero, and questions are full of them ("how do I …", "what is the …").
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after all also am an and any are arent as at be because been before being between both but by can cant cannot
  could couldnt did didnt do does doesnt doing dont down during each either etc few for from further had hadnt has hasnt
  have havent having he hed her here hers herself hes him himself his how however i id if ill im in into is isnt it its
  itself ive just let lets me more most much my myself neither no nor not of off on once only onto or other our ours
  ourselves out over own per same shall she shes should shouldnt so some such than that thats the their theirs them
  themselves then there theres these they theyd theyll theyre theyve this those through thus to too under until up upon
  us very was wasnt we were werent weve what whats when where which while who whom whos whose why will with within
  without wont would wouldnt yet you youd youll your youre yours yourself yourselves youve`.split(/\s+/),
)
