import { JobPage } from '../../../features/jobs/components/job-page.tsx'

export default async function JobRoute({ params }: { params: Promise<{ job_id: string }> }) {
  const { job_id: jobId } = await params
  return <JobPage jobId={jobId} />
}
