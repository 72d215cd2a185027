import { useNavigate } from '@tanstack/react-router';
import { useStillHere } from './still-here';

/** Leads from where a batch was begun to its page, and calls nobody back who went elsewhere while it was. */
export function useWayToBatch(): (batchId: string) => void {
  const navigate = useNavigate();
  const isStillHere = useStillHere();
  return (batchId) => {
    if (isStillHere()) void navigate({ to: '/batches/$batchId', params: { batchId } });
  };
}
