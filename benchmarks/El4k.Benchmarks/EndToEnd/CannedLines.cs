using System.Globalization;
using System.Text;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>Lines that are made once and sent again and again.</summary>
internal sealed class CannedLines(Func<int, string> line)
{
    private const int Variants = 32;
    private static readonly string[] _services = ["reports", "billing", "survey-api", "worker"];

    private readonly byte[][] _lines = [.. Enumerable.Range(0, Variants).Select(v => Encoding.UTF8.GetBytes(line(v) + "\n"))];

    /// <summary>A log of about 1 KB, nested, with a back-trace.</summary>
    public static CannedLines Logs { get; } = new(v => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"message":"SQLSTATE[HY000] [2002] Connection refused: \"select * from r\u00e9ponses where id = {{{v}}}\" — retry","context":{"exception":null,"userId":{{{v}}},"path":"nested","bindings":[{{{v}}},"x",null,true]},"level":400,"level_name":"ERROR","channel":"production","datetime":"2026-11-22T05:00:{{{v:00}}}.000000+00:00","extra":{"uuid":"7d4f1c00-9f1e-4c0b-8a55-0242ac13{{{v:0000}}}","request":{"method":"POST","uri":"/api/v2/reports/{{{v}}}?x=1","host":"nested"},"backtrace_php":"{{{Backtrace()}}}"},"service":"{{{_services[v % 4]}}}","customer":{{{1000 + v}}},"path":"/api/v2/reports/{{{v}}}","host":"10.20.{{{v}}}.{{{255 - v}}}","port":{{{40000 + v}}}}"""));

    /// <summary>A line of a web server's combined log.</summary>
    public static CannedLines Accesses { get; } = new(v => string.Create(CultureInfo.InvariantCulture,
        $"10.20.{v}.{255 - v} - user{v} [22/Nov/2026:05:00:{v:00} +0000] \"GET /api/v2/reports/{v}?x=1 HTTP/1.1\" {(v % 9 == 8 ? 422 : 200)} {1000 + (v * 37)} \"https://example.org/reports\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\""));

    /// <summary>A report metric of about 300 bytes.</summary>
    public static CannedLines Metrics { get; } = new(v => string.Create(CultureInfo.InvariantCulture,
        $$"""{"message":"apm","context":{},"level":10,"level_name":"METRIC","channel":"apm","datetime":"2026-11-22T05:{{v:00}}:00.{{v * 31337 % 1000000:000000}}+00:00","extra":{},"service":"{{_services[v % 4]}}","user":{{100000 + (v * 37)}},"customer":{{1000 + (v * 3)}},"report":"nps-trend","duration":{{12 + (v * 41)}},"status":200,"path":"/api/v2/reports/{{v}}","host":"10.20.{{v}}.{{255 - v}}","port":{{40000 + v}}}"""));

    /// <summary>One line, with its newline.</summary>
    public ReadOnlyMemory<byte> this[long index] => _lines[index % Variants];

    /// <summary>Copies whole lines into the buffer until it is full or <paramref name="count"/> are written.</summary>
    /// <returns>Lines and bytes written.</returns>
    public (int Lines, int Bytes) Fill(Span<byte> buffer, long first, long count)
    {
        var (lines, bytes) = (0, 0);
        for (; lines < count && bytes + this[first + lines].Length <= buffer.Length; lines++)
        {
            var next = this[first + lines].Span;
            next.CopyTo(buffer[bytes..]);
            bytes += next.Length;
        }

        return (lines, bytes);
    }

    private static string Backtrace() => string.Concat(Enumerable.Range(0, 4).Select(i =>
        $"#{i} /var/task/vendor/laravel/framework/src/Illuminate/Pipeline.php({100 + (i * 13)}): App\\\\Http\\\\Step{i}->handle(Object(Request))\\n"));
}
