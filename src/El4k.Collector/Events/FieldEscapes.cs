using System.Globalization;
using System.Text;

namespace El4k.Collector.Events;

/// <summary>Reads names in which characters are written by their numbers.</summary>
internal static class FieldEscapes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name as it is. What only looks like the beginning of an escape, such as the sign in <c>100%</c>, means itself.</summary>
    /// <param name="style">How characters are written.</param>
    /// <param name="name">The name as it is written.</param>
    /// <param name="plain">The name, when the answer is true.</param>
    /// <returns>False when the numbers are no characters.</returns>
    public static bool TryRead(FieldEscapeStyle style, string name, out string plain)
    {
        plain = name;
        return style switch
        {
            FieldEscapeStyle.Percent => !name.Contains('%', StringComparison.Ordinal) || TryReadPercent(name, out plain),
            FieldEscapeStyle.Ampersand => !name.Contains("&#", StringComparison.Ordinal) || TryReadAmpersand(name, out plain),
            _ => true,
        };
    }

    private static bool TryReadPercent(string name, out string plain)
    {
        var read = new List<byte>(name.Length);
        int from = 0;
        for (int at = name.IndexOf('%', StringComparison.Ordinal); at >= 0; at = name.IndexOf('%', at))
        {
            if (at + 2 < name.Length && IsDigit(name[at + 1]) && IsDigit(name[at + 2]))
            {
                read.AddRange(Encoding.UTF8.GetBytes(name[from..at]));
                read.Add(byte.Parse(name.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                from = at += 3;
            }
            else
            {
                at++;
            }
        }

        read.AddRange(Encoding.UTF8.GetBytes(name[from..]));
        try
        {
            plain = Strict.GetString(read.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            plain = name;
            return false;
        }
    }

    private static bool TryReadAmpersand(string name, out string plain)
    {
        plain = name;
        var read = new StringBuilder(name.Length);
        int from = 0;
        for (int at = name.IndexOf("&#", StringComparison.Ordinal); at >= 0; at = name.IndexOf("&#", at, StringComparison.Ordinal))
        {
            int digits = name.AsSpan(at + 2).IndexOfAnyExceptInRange('0', '9');
            if (digits < 2 || name[at + 2 + digits] != ';')
            {
                at += 2;
                continue;
            }

            if (!int.TryParse(name.AsSpan(at + 2, digits), CultureInfo.InvariantCulture, out int number) || !Rune.TryCreate(number, out Rune character))
            {
                return false;
            }

            read.Append(name, from, at - from).Append(character.ToString());
            from = at += digits + 3;
        }

        plain = read.Append(name, from, name.Length - from).ToString();
        return true;
    }

    // Capitals only, as in Logstash: so %ab is what it is.
    private static bool IsDigit(char value) => value is (>= '0' and <= '9') or (>= 'A' and <= 'F');
}
