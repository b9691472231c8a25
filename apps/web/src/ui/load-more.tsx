import { Button, type ButtonProps } from './button.tsx'

/** A list that comes a page at a time, as react-query's infinite queries do. */
export interface PagedList {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

interface LoadMoreProps extends Pick<ButtonProps, 'look' | 'size' | 'className'> {
  list: PagedList
  /** What it says, where "Load more" says too little. */
  children?: string
}

/** The button below a list that goes on; nothing where all of it is there. */
export function LoadMore({ list, children = 'Load more', ...button }: LoadMoreProps) {
  if (!list.hasNextPage) return null
  return (
    <Button {...button} disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {list.isFetchingNextPage ? 'Loading …' : children}
    </Button>
  )
}
