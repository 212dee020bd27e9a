import { useRef } from 'preact/hooks';
import { newId, Problem, put, worthRetrying } from '../api.ts';

/** Sends something new under an id of ours. After silence the next try is the same record, after a refusal another one. */
export function useNewRecord(): <T>(base: string, body: unknown) => Promise<T> {
  const id = useRef(newId());
  return async <T>(base: string, body: unknown): Promise<T> => {
    try {
      return await put<T>(`${base}/${id.current}`, body);
    } catch (error) {
      if (error instanceof Problem && !worthRetrying(error)) id.current = newId();
      throw error;
    }
  };
}
