{{/* The simulator beside a room: it listens on loopback alone, so it shares the room's network. */}}
{{- define "sluss.simulator.containers" -}}
{{- $root := .root -}}
{{- $name := include "sluss.simulator" . -}}
- name: {{ $name }}
  image: {{ include "sluss.image" (dict "root" $root "room" (printf "simulator-%s" $name)) | quote }}
  imagePullPolicy: {{ $root.Values.image.pullPolicy }}
  restartPolicy: Always
  {{- if eq $name "bankid" }}
  args: [--port, "8451", --control-port, "8452"]
  {{- else if eq $name "authority" }}
  args: [--port, "8461", --control-port, "8462", --bankid-root, /bankid/user-root.pem, --interval, {{ $root.Values.demo.interval }}, --state, /pki/ledger]
  {{- else }}
  args: [--port, "8471", --control-port, "8472", --host, sink.webhooks.test]
  {{- end }}
  startupProbe:
    exec:
      command: [curl, -fsS, "http://127.0.0.1:{{ get (dict "bankid" 8452 "authority" 8462 "webhook-sink" 8472) $name }}/health"]
    periodSeconds: 2
    failureThreshold: 60
  resources:
    requests: {cpu: 50m, memory: 128Mi}
    limits: {cpu: "1", memory: 256Mi}
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    capabilities: {drop: [ALL]}
  volumeMounts:
    - {name: demo, mountPath: /pki, subPath: {{ $name }}}
    - {name: scratch, mountPath: /tmp}
    {{- if eq $name "authority" }}
    - {name: demo, mountPath: /bankid, subPath: bankid, readOnly: true}
    {{- end }}
{{- if eq $name "bankid" }}
# The simulator makes its relying party's password, which the room reads as a setting.
- name: password
  image: {{ include "sluss.image" (dict "root" $root "room" "simulator-bankid") | quote }}
  imagePullPolicy: {{ $root.Values.image.pullPolicy }}
  command: [/bin/sh, -ec]
  args: ['printf "sluss.signing.bankid.rp-key-store-password=%s\n" "$(cat /pki/rp.password)" >/pki/sluss.properties']
  resources:
    requests: {cpu: 10m, memory: 16Mi}
    limits: {cpu: 100m, memory: 32Mi}
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    capabilities: {drop: [ALL]}
  volumeMounts:
    - {name: demo, mountPath: /pki, subPath: bankid}
{{- end }}
{{- end }}
