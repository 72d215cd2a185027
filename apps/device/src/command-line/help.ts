/** What `--help` prints. */
export const HELP = `Usage: npm run device -- --key FILE --pem FILE [options]

A device as it should behave: it proves itself with its certificate, writes every reading down before it sends it,
strikes it out when the platform has acknowledged it, and comes back by itself after every interruption.

Who and where
  --key FILE            private key, the downloaded SERIAL.key
  --pem FILE            certificate and authorities, the downloaded SERIAL.pem
  --host HOST           the broker (localhost)
  --port PORT           its port (8883); only this outbound TCP port is needed

What to send
  --send-once JSON      quantities, for example '{"load":43}'; may be repeated; ends when all is acknowledged
  --attributes JSON     properties, for example '{"systemName":"1600XP 18kVA 160300007"}'
  --location LAT,LON[,METERS]
                        where the device is, degrees WGS 84, south and west negative
                        (--location=-33.9,151.2); a moving unit starts there
  --profile NAME        keep sending what a ups, a transformer or a moving unit would measure
  --interval SECONDS    between two samples (10)
  --answer-commands     subscribe to commands and answer them: ping, set-interval

How long, and what if there is no network
  --for SECONDS         stop by itself (runs until Ctrl-C)
  --timeout SECONDS     how long to try when there is only something to send once (30)
  --backlog FILE        where unsent messages wait (next to the .pem file)
  --backlog-mib MIB     how much may wait there; beyond, the oldest is given up (16)

Doing wrong, to see what the platform makes of it
  --misbehave KIND      other-topic, oversize, not-json, time-1970, nan or flood

Exit codes
  0 all was done     2 wrong command line     3 key or certificate unusable     4 the broker cannot be reached
  5 certificate or session refused     6 the broker is not to be trusted     7 not acknowledged in time; it is sent next time
  1 anything else
`;
