import { CoachRoom } from '../../features/coach/components/coach-room.tsx'

export default function CoachPage() {
  return <CoachRoom />
}
