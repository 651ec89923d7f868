{{- define "sluss.deployment" -}}
{{- $values := .root.Values -}}
{{- $room := get $values.rooms .room -}}
{{- $bankids := dict -}}
{{- if eq .room "signing" -}}
{{- $_ := set $bankids "bankid" $values.secrets.bankid -}}
{{- if ($room.bankid.live).url -}}
{{- $_ := set $bankids "bankid-live" $values.secrets.bankidLive -}}
{{- end -}}
{{- end -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
spec:
  replicas: {{ $room.replicas }}
  selector:
    matchLabels: {{- include "sluss.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "sluss.labels" . | nindent 8 }}
      annotations:
        # A changed setting starts new pods.
        sluss.se/config: {{ include "sluss.configmap" . | sha256sum }}
        prometheus.io/scrape: "true"
        prometheus.io/port: "8400"
        prometheus.io/path: /q/metrics
    spec:
      serviceAccountName: {{ include "sluss.name" . }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with $values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        seccompProfile: {type: RuntimeDefault}
      terminationGracePeriodSeconds: 45
      containers:
        - name: {{ .room }}
          image: {{ printf "%s/%s:%s" $values.image.prefix .room ($values.image.tag | default .root.Chart.AppVersion) | quote }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          ports:
            - {name: http, containerPort: 8400}
          envFrom:
            - configMapRef:
                name: {{ include "sluss.name" . }}
          env:
            - name: QUARKUS_DATASOURCE_PASSWORD
              valueFrom: {secretKeyRef: {name: {{ $room.databaseSecret }}, key: password}}
            - name: SLUSS_ADMIN_KEY_SHA256
              valueFrom: {secretKeyRef: {name: {{ $values.secrets.shared }}, key: admin-key-sha256}}
            - name: SLUSS_CURSOR_SECRET
              valueFrom: {secretKeyRef: {name: {{ $values.secrets.shared }}, key: cursor-secret}}
            {{- if eq .room "intake" }}
            - name: SLUSS_PERSON_KEY_SECRET
              valueFrom: {secretKeyRef: {name: {{ $values.secrets.shared }}, key: person-key-secret}}
            {{- end }}
            {{- range $name, $secret := $bankids }}
            - name: SLUSS_SIGNING_{{ $name | upper | replace "-" "_" }}_RP_KEY_STORE_PASSWORD
              valueFrom: {secretKeyRef: {name: {{ $secret }}, key: rp-password}}
            {{- end }}
          # The first start waits for the database and migrates it.
          startupProbe:
            httpGet: {path: /q/health/started, port: http}
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /q/health/live, port: http}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: {path: /q/health/ready, port: http}
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3
          resources: {{- toYaml $room.resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
          volumeMounts:
            - {name: keyset, mountPath: /secrets/keyset, readOnly: true}
            - {name: scratch, mountPath: /tmp}
            {{- if eq .room "receipts" }}
            - {name: evidence, mountPath: /secrets/evidence, readOnly: true}
            {{- end }}
            {{- range $name, $secret := $bankids }}
            - {name: {{ $name }}, mountPath: /secrets/{{ $name }}, readOnly: true}
            {{- end }}
      volumes:
        - name: keyset
          secret: {secretName: {{ $values.secrets.keyset }}, defaultMode: 0440}
        - name: scratch
          emptyDir: {sizeLimit: 64Mi}
        {{- if eq .room "receipts" }}
        - name: evidence
          secret: {secretName: {{ $values.secrets.evidence }}, defaultMode: 0440}
        {{- end }}
        {{- range $name, $secret := $bankids }}
        - name: {{ $name }}
          secret:
            secretName: {{ $secret }}
            defaultMode: 0440
            items:
              - {key: rp.p12, path: rp.p12}
              - {key: tls-root.pem, path: tls-root.pem}
              - {key: user-root.pem, path: user-root.pem}
        {{- end }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "sluss.selector" . | nindent 14 }}
{{- end }}
