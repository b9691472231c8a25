import Link from 'next/link'
import { buttonLook } from '../ui/button.tsx'
import { EmptyFace } from '../ui/faces.tsx'

export default function NotFoundPage() {
  return (
    <EmptyFace
      action={
        <Link href="/editor" className={buttonLook({ size: 'md' })}>
          Go to the editor
        </Link>
      }
    >
      There is nothing at this address.
    </EmptyFace>
  )
}
