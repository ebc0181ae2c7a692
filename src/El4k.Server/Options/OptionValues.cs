using System.Globalization;
using System.Net;

namespace El4k.Server.Options;

/// <summary>How the texts of options become values; each failure says what was expected.</summary>
internal static class OptionValues
{
    public static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new FormatException("expected a port from 0 to 65535 (0 takes any free one)");

    public static IPAddress Address(string text) =>
        text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new FormatException("expected an IP address, such as 127.0.0.1 or 0.0.0.0");

    public static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new FormatException("expected a URL, such as http://127.0.0.1:9200");

    /// <summary>A time such as <c>30d</c>, <c>12h</c>, <c>90m</c> or <c>45s</c>; <c>0</c> means for ever.</summary>
    public static TimeSpan Duration(string text)
    {
        if (text == "0")
        {
            return TimeSpan.Zero;
        }

        if (text.Length > 1 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            switch (text[^1])
            {
                case 's': return TimeSpan.FromSeconds(number);
                case 'm': return TimeSpan.FromMinutes(number);
                case 'h': return TimeSpan.FromHours(number);
                case 'd': return TimeSpan.FromDays(number);
            }
        }

        throw new FormatException("expected a time such as 30d, 12h, 90m or 45s");
    }

    public static RetentionTime Retention(string text) => new(Duration(text));

    public static string Text(string text) => text;
}
