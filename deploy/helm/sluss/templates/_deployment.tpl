{{- define "sluss.deployment" -}}
{{- $values := .root.Values -}}
{{- $room := get $values.rooms .room -}}
{{- $simulator := and $values.demo.enabled (include "sluss.simulator" .) -}}
{{- $bankids := dict -}}
{{- if eq .room "signing" -}}
{{- if not $simulator -}}
{{- $_ := set $bankids "bankid" $values.secrets.bankid -}}
{{- end -}}
{{- if $room.bankid.live.url -}}
{{- $_ := set $bankids "bankid-live" $values.secrets.bankidLive -}}
{{- end -}}
{{- end -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
spec:
  {{- if not (include "sluss.scaled" .) }}
  replicas: {{ include "sluss.replicas" . }}
  {{- end }}
  # A new pod is ready before an old one is told to end.
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
  minReadySeconds: 5
  selector:
    matchLabels: {{- include "sluss.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "sluss.labels" . | nindent 8 }}
        {{- if $simulator }}
        sluss.se/demo: {{ .root.Release.Name }}
        {{- end }}
      annotations:
        # A changed setting starts new pods.
        sluss.se/config: {{ include "sluss.configmap" . | sha256sum }}
        {{- if not (or $values.monitoring.serviceMonitor.enabled $values.traces.endpoint) }}
        # Where metrics are sent, whoever scrapes by annotation would count them twice.
        prometheus.io/scrape: "true"
        prometheus.io/port: "8400"
        prometheus.io/path: /q/metrics
        {{- end }}
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
      terminationGracePeriodSeconds: {{ $values.ending.grace }}
      {{- if $simulator }}
      {{- if eq $simulator "webhook-sink" }}
      hostAliases:
        - {ip: 127.0.0.1, hostnames: [sink.webhooks.test]}
      {{- end }}
      # They share a volume that one node at a time may write.
      affinity:
        podAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels: {sluss.se/demo: {{ .root.Release.Name }}}
      initContainers: {{- include "sluss.simulator.containers" . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .room }}
          image: {{ printf "%s%s" (include "sluss.image" .) $values.image.suffix | quote }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          ports:
            - {name: http, containerPort: 8400}
          envFrom:
            - configMapRef:
                name: {{ include "sluss.name" . }}
            {{- range include "sluss.environmentSecrets" . | fromJsonArray }}
            - secretRef:
                name: {{ . }}
            {{- end }}
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
            {{- if $values.kafka.strimzi.enabled }}
            - name: KAFKA_SASL_JAAS_CONFIG
              valueFrom: {secretKeyRef: {name: {{ include "sluss.name" . }}, key: sasl.jaas.config}}
            {{- end }}
            {{- range $name, $secret := $bankids }}
            - name: SLUSS_SIGNING_{{ $name | upper | replace "-" "_" }}_RP_KEY_STORE_PASSWORD
              valueFrom: {secretKeyRef: {name: {{ $secret }}, key: rp-password}}
            {{- end }}
          # While its address still goes round, it answers; then SIGTERM lets its calls end.
          lifecycle:
            preStop:
              sleep: {seconds: {{ $values.ending.preStop }}}
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
            {{- if $simulator }}
            - {name: demo, mountPath: /demo, subPath: {{ $simulator }}, readOnly: true}
            {{- end }}
            {{- if eq .room "receipts" }}
            - {name: evidence, mountPath: /secrets/evidence, readOnly: true}
            {{- if $values.evidence.mirror.existingClaim }}
            - {name: mirror, mountPath: /mirror, readOnly: true}
            {{- end }}
            {{- end }}
            {{- if $values.kafka.strimzi.enabled }}
            - {name: kafka, mountPath: /secrets/kafka, readOnly: true}
            {{- end }}
            {{- range $name, $secret := $bankids }}
            - {name: {{ $name }}, mountPath: /secrets/{{ $name }}, readOnly: true}
            {{- end }}
            {{- if and (eq .room "signing") (not $simulator) $room.bankid.vendorsSecret }}
            - {name: bankid-vendors, mountPath: /secrets/bankid-vendors, readOnly: true}
            {{- end }}
      volumes:
        - name: keyset
          secret: {secretName: {{ $values.secrets.keyset }}, defaultMode: 0440}
        - name: scratch
          emptyDir: {sizeLimit: 64Mi}
        {{- if $simulator }}
        - name: demo
          persistentVolumeClaim: {claimName: {{ .root.Release.Name }}-demo}
        {{- end }}
        {{- if eq .room "receipts" }}
        - name: evidence
          secret: {secretName: {{ $values.secrets.evidence }}, defaultMode: 0440}
        {{- with $values.evidence.mirror.existingClaim }}
        - name: mirror
          persistentVolumeClaim: {claimName: {{ . }}, readOnly: true}
        {{- end }}
        {{- end }}
        {{- if $values.kafka.strimzi.enabled }}
        - name: kafka
          secret:
            secretName: {{ $values.kafka.strimzi.cluster }}-cluster-ca-cert
            defaultMode: 0440
            items:
              - {key: ca.crt, path: ca.crt}
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
        {{- if and (eq .room "signing") (not $simulator) $room.bankid.vendorsSecret }}
        - name: bankid-vendors
          secret: {secretName: {{ $room.bankid.vendorsSecret }}, defaultMode: 0440}
        {{- end }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
        - maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "sluss.selector" $ | nindent 14 }}
        {{- end }}
{{- end }}
