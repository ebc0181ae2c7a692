using System.Globalization;
using System.Text;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>Report metrics of about 310 bytes as a client sends them: 32 variants, each with a sequence number of its own when sent.</summary>
internal sealed class MetricEvents
{
    private const int Variants = 32;
    private static readonly string[] _services = ["reports", "billing", "survey-api", "worker"];
    private static readonly string[] _reports = ["nps-trend", "monetary-impact", "churn", "response-rate", "account-health", "driver-analysis", "benchmark", "export"];

    private readonly byte[][] _lines = [.. Enumerable.Range(0, Variants).Select(Line)];

    /// <summary>Copies lines into the buffer until it is full or <paramref name="count"/> are written.</summary>
    /// <returns>Lines and bytes written.</returns>
    public (int Lines, int Bytes) Fill(Span<byte> buffer, long first, long count)
    {
        var (lines, bytes) = (0, 0);
        while (lines < count)
        {
            var line = _lines[(first + lines) % Variants];
            if (bytes + line.Length > buffer.Length)
            {
                break;
            }

            line.CopyTo(buffer[bytes..]);
            Number(first + lines, buffer.Slice(bytes + Array.IndexOf(line, (byte)'S', 0), 10));
            bytes += line.Length;
            lines++;
        }

        return (lines, bytes);
    }

    private static void Number(long value, Span<byte> digits)
    {
        value += 1_000_000_000;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    // The ten S are replaced by digits; no other capital S stands before them.
    private static byte[] Line(int v) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"seq":SSSSSSSSSS,"message":"apm","context":{},"level":10,"level_name":"METRIC","channel":"apm","datetime":"2026-11-22T05:{{v:00}}:{{v * 7 % 60:00}}.{{v * 31337 % 1000000:000000}}+00:00","extra":{},"service":"{{_services[v % 4]}}","user":{{100000 + (v * 37)}},"customer":{{1000 + (v * 3)}},"report":"{{_reports[v % 8]}}","duration":{{12 + (v * 41)}},"status":{{(v % 9 == 8 ? 422 : 200)}},"path":"/api/v2/reports/{{v}}","host":"10.20.{{v}}.{{255 - v}}","port":{{40000 + (v * 11)}}}""") + "\n");
}
