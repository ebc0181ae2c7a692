using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Makes pseudonyms with a key (HMAC-SHA256): the same for the same value however it is written, so that values can still be counted and followed.</summary>
/// <remarks>Written in letters only, so that a pseudonym is never taken for a number itself. Immutable: safe for all threads.</remarks>
internal sealed class Pseudonyms
{
    /// <summary>The shortest key: as many bytes as nobody can try out.</summary>
    public const int ShortestKey = 16;

    // 80 bits: two of a billion values share a pseudonym with a chance of one in a million.
    private const int Bytes = 10;

    private readonly byte[] _key;

    /// <exception cref="PluginOptionException">The key is missing or too short.</exception>
    public Pseudonyms(string? key)
    {
        _key = Encoding.UTF8.GetBytes(key ?? throw new PluginOptionException("key", "the action hash needs a key: without one, everybody could make the pseudonyms of values they know"));
        if (_key.Length < ShortestKey)
        {
            throw new PluginOptionException("key", $"the key has {_key.Length} bytes; give {ShortestKey} at least, best random ones from the environment: key => \"${{PII_KEY}}\"");
        }
    }

    /// <summary>Writes the pseudonym of a value: <c>email_kfbmcdhp…</c>.</summary>
    public void Write(ReadOnlySpan<byte> value, PiiKind kind, IBufferWriter<byte> output)
    {
        byte[]? rented = value.Length > 256 ? ArrayPool<byte>.Shared.Rent(value.Length) : null;
        Span<byte> canonical = rented ?? stackalloc byte[256];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, canonical[..Canonicalize(value, kind, canonical)], mac);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        output.Write(Encoding.ASCII.GetBytes(PiiPlan.NameOf(kind)));
        output.Write("_"u8);
        var letters = output.GetSpan(Bytes * 2);
        for (var i = 0; i < Bytes; i++)
        {
            letters[2 * i] = (byte)('a' + (mac[i] >> 4));
            letters[(2 * i) + 1] = (byte)('a' + (mac[i] & 15));
        }

        output.Advance(Bytes * 2);
    }

    // Blanks and dashes of numbers, capitals of addresses: none of it makes another value.
    private static int Canonicalize(ReadOnlySpan<byte> value, PiiKind kind, Span<byte> canonical)
    {
        if (kind == PiiKind.Field)
        {
            value.CopyTo(canonical);
            return value.Length;
        }

        if (kind == PiiKind.Ip && IPAddress.TryParse(value, out var address) && address.TryWriteBytes(canonical, out var addressLength))
        {
            return addressLength;
        }

        var length = 0;
        foreach (var b in value)
        {
            if (kind == PiiKind.Email || Ascii.IsLetterOrDigit(b) || (b == '+' && length == 0))
            {
                canonical[length++] = kind == PiiKind.Email && Ascii.IsUpper(b) ? (byte)(b | 0x20) : b;
            }
        }

        return length;
    }
}
