/** What the demo takes over from the environment the platform is started with, so that one shell means one platform. */
export interface DemoEnvironment {
  readonly PUBLIC_URL?: string | undefined;
  readonly HTTP_HOST?: string | undefined;
  readonly HTTP_PORT?: string | undefined;
  readonly MQTT_PORT?: string | undefined;
  readonly DATA_DIR?: string | undefined;
  readonly OPERATOR_EMAIL?: string | undefined;
  readonly OPERATOR_PASSWORD_FILE?: string | undefined;
}

export const demoEnvironment = (): DemoEnvironment => process.env;
