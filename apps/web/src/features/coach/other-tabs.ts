const CHANNEL = 'outlast.coach.threads'
let channel: BroadcastChannel | null = null

/** Tells the other tabs of this browser, which may show the same thread, that something was said or changed in it here. */
export function tellOtherTabs(threadId: string): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
  theChannel().postMessage(threadId)
}

/** Hears of what the other tabs say and change, as long as the page is there. */
export function hearOtherTabs(onChange: (threadId: string) => void): void {
  theChannel().addEventListener('message', ({ data }) => {
    if (typeof data === 'string') onChange(data)
  })
}

function theChannel(): BroadcastChannel {
  return (channel ??= new BroadcastChannel(CHANNEL))
}
