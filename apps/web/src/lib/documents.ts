/** What a file chooser offers: the kinds of documents that can be read. Their content decides, on the server. */
export const ACCEPTED_DOCUMENTS = '.pdf,.docx,.md,.markdown,.html,.htm,.csv,.txt,.text,.log,text/*,application/pdf'
