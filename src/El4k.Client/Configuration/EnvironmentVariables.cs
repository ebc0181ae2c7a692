using System.Globalization;

namespace El4k.Client.Configuration;

/// <summary>Lays environment variables over options.</summary>
internal static class EnvironmentVariables
{
    /// <summary>Takes over each variable that is set; the first name that is set counts.</summary>
    /// <param name="options">What to change.</param>
    /// <param name="read">Reads a variable.</param>
    /// <param name="problems">Receives what could not be understood.</param>
    public static void Apply(El4kClientOptions options, Func<string, string?> read, List<string> problems)
    {
        Text(["EL4K_ADDRESS", "LOGSTASH_ADDRESS"], value => options.Address = value);
        Text(["EL4K_SERVICE"], value => options.Service = value);
        Text(["EL4K_ENVIRONMENT"], value => options.Environment = value);
        Text(["EL4K_VERSION"], value => options.Version = value);
        Text(["EL4K_INSTANCE"], value => options.Instance = value);
        Text(["EL4K_REGION"], value => options.Region = value);
        if (string.IsNullOrEmpty(options.Region))
        {
            Text(["AWS_REGION"], value => options.Region = value);
        }

        Number("EL4K_TCP_PORT", value => options.TcpPort = value);
        Number("EL4K_UDP_PORT", value => options.UdpPort = value);
        Flag(["EL4K_ENABLED"], value => options.Enabled = value);
        Flag(["EL4K_METRICS_ENABLED", "LOGSTASH_APM_ENABLE"], value => options.MetricsEnabled = value);
        Flag(["EL4K_STDERR"], value => options.FallbackToStandardError = value);

        void Text(ReadOnlySpan<string> names, Action<string> set)
        {
            foreach (var name in names)
            {
                if (read(name) is { Length: > 0 } value)
                {
                    set(value);
                    return;
                }
            }
        }

        void Number(string name, Action<int> set) => Text([name], value =>
        {
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                set(number);
            }
            else
            {
                problems.Add($"{name} is \"{value}\", expected a number");
            }
        });

        void Flag(ReadOnlySpan<string> names, Action<bool> set) => Text(names, value =>
        {
            switch (value.ToLowerInvariant())
            {
                case "1" or "true" or "yes" or "on":
                    set(true);
                    break;
                case "0" or "false" or "no" or "off":
                    set(false);
                    break;
                default:
                    problems.Add($"\"{value}\" is neither true nor false, in an environment variable that expects one of them");
                    break;
            }
        });
    }
}
