// Proof of presence: the square at her door, read by the camera of a handset. It never stands in the way of recording, and
// where a browser cannot read squares, the camera of the handset itself opens the address in it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { doorIn } from '../../state/door.ts';

interface Detector {
  detect: (video: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}

type WithDetector = typeof globalThis & { BarcodeDetector?: new (options: { formats: string[] }) => Detector };

const LOOK_AGAIN_MS = 200;

const canScan = (): boolean => 'BarcodeDetector' in globalThis && !!navigator.mediaDevices?.getUserMedia;

export function DoorScan(props: { door: string | null; error: string | undefined; onDoor: (door: string | null) => void }) {
  const [looking, look] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (props.door && !props.error) return <Scanned />;
  if (!canScan() && !props.error) return null;
  const words = props.error ?? problem;
  // What is left to do is to sign, and this button goes with its words.
  const goOnWithout = (): void => {
    props.onDoor(null);
    document.querySelector<HTMLElement>('dialog[open] :is(#pin, #sign)')?.focus();
  };
  return (
    <div class="ln-door" id="door" tabIndex={-1}>
      {words && <p class="govuk-error-message">{words}</p>}
      {looking && (
        <Camera
          onDoor={(door) => {
            look(false);
            props.onDoor(door);
          }}
          onProblem={(text) => {
            look(false);
            setProblem(text);
          }}
        />
      )}
      {props.error && (
        <Button type="button" look="secondary" onClick={goOnWithout}>
          Record without the door
        </Button>
      )}
      {canScan() && (
        <Button type="button" look="secondary" onClick={() => look(!looking)}>
          {looking ? 'Stop the camera' : 'Scan the door'}
        </Button>
      )}
    </div>
  );
}

/** Takes the focus when it went with the camera. */
function Scanned() {
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <p class="ln-door" id="door" role="status" tabIndex={-1} ref={box}>
      <strong>Door scanned.</strong> The record says so.
    </p>
  );
}

function Camera(props: { onDoor: (door: string) => void; onProblem: (words: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let here = true;
    let stream: MediaStream | null = null;
    const run = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const detector = new (globalThis as WithDetector).BarcodeDetector!({ formats: ['qr_code'] });
      video.current!.srcObject = stream;
      await video.current!.play();
      while (here) {
        const found = (await detector.detect(video.current!)).map((one) => doorIn(one.rawValue)).find((one) => one !== null);
        if (found && here) return props.onDoor(found);
        await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
      }
    };
    run().catch(() => here && props.onProblem('The camera cannot be used here. Record without it.'));
    return () => {
      here = false;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  return <video class="ln-door__camera" ref={video} muted playsInline aria-label="What the camera sees" />;
}
