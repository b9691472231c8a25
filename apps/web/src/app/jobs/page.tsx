import { JobsRoom } from '../../features/jobs/components/jobs-room.tsx'

export default function JobsPage() {
  return <JobsRoom />
}
