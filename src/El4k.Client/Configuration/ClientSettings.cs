using System.Globalization;
using System.Reflection;

namespace El4k.Client.Configuration;

/// <summary>Turns options as written into options as used: variables laid over, address taken apart, names made fit, all problems named.</summary>
internal static class ClientSettings
{
    private const int SmallestDatagram = 512;
    private const int LargestDatagram = 65_507;

    /// <summary>Makes the options a client works with. What is given is not changed.</summary>
    /// <param name="written">The options as the program set them.</param>
    /// <param name="readVariable">Reads an environment variable.</param>
    /// <param name="problems">What cannot be used; not empty means that the client is to be switched off.</param>
    public static El4kClientOptions Resolve(
        El4kClientOptions written, Func<string, string?> readVariable, out List<string> problems)
    {
        problems = [];
        var options = written.Clone();
        EnvironmentVariables.Apply(options, readVariable, problems);
        SplitAddress(options, problems);
        options.Service = IndexSafe(
            string.IsNullOrWhiteSpace(options.Service) ? Assembly.GetEntryAssembly()?.GetName().Name ?? "unknown" : options.Service);
        Check(options.TcpPort is > 0 and <= 65_535, $"TcpPort is {options.TcpPort}, expected 1 to 65535", problems);
        Check(options.UdpPort is > 0 and <= 65_535, $"UdpPort is {options.UdpPort}, expected 1 to 65535", problems);
        Check(
            options.MaxDatagramBytes is >= SmallestDatagram and <= LargestDatagram,
            $"MaxDatagramBytes is {options.MaxDatagramBytes}, expected {SmallestDatagram} to {LargestDatagram}",
            problems);
        Check(
            options.MetricQueueCapacity is > 0 and <= 1 << 24,
            $"MetricQueueCapacity is {options.MetricQueueCapacity}, expected 1 to {1 << 24}",
            problems);
        Check(options.LogQueueCapacity > 0, $"LogQueueCapacity is {options.LogQueueCapacity}, expected at least 1", problems);
        Check(options.LogQueueBytes > 0, $"LogQueueBytes is {options.LogQueueBytes}, expected at least 1", problems);
        return options;
    }

    /// <summary>Makes a name that can be part of an index name: lower case, without the characters Elasticsearch refuses.</summary>
    public static string IndexSafe(string name)
    {
        var safe = string.Create(name.Trim().Length, name.Trim(), static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var lower = char.ToLowerInvariant(source[i]);
                target[i] = char.IsLetterOrDigit(lower) || lower is '.' or '_' or '-' ? lower : '-';
            }
        });
        return safe;
    }

    private static void SplitAddress(El4kClientOptions options, List<string> problems)
    {
        var address = options.Address.Trim();
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var isUdp = scheme >= 0 && address.AsSpan(0, scheme).Equals("udp", StringComparison.OrdinalIgnoreCase);
        if (scheme >= 0)
        {
            Check(
                isUdp || address.AsSpan(0, scheme).Equals("tcp", StringComparison.OrdinalIgnoreCase),
                $"Address is \"{options.Address}\", expected a host, or tcp:// or udp:// before it",
                problems);
            address = address[(scheme + 3)..].TrimEnd('/');
        }

        // An IPv6 address has colons of its own: a port after it needs brackets around it.
        var colon = address.LastIndexOf(':');
        var hasPort = colon >= 0 && (address.IndexOf(':') == colon || address[colon - 1] == ']');
        if (hasPort)
        {
            if (int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                options.UdpPort = isUdp ? port : options.UdpPort;
                options.TcpPort = isUdp ? options.TcpPort : port;
            }
            else
            {
                problems.Add($"Address is \"{options.Address}\", expected a number after the last colon");
            }

            address = address[..colon];
        }

        options.Address = address.Trim('[', ']');
        Check(options.Address.Length > 0, "Address is empty, expected the collector's host name or IP address", problems);
    }

    private static void Check(bool holds, string problem, List<string> problems)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}
