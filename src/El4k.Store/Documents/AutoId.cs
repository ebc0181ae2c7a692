using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace El4k.Store.Documents;

/// <summary>Ids that the store makes: 9 random bytes drawn when the store is opened and a 6-byte count, as 20 URL-safe characters.</summary>
/// <remarks>Consecutive documents have consecutive counts, so a run of rows stores its ids as one prefix and one number.</remarks>
internal static class AutoId
{
    /// <summary>Bytes of the prefix.</summary>
    public const int PrefixBytes = 9;

    /// <summary>Characters of an id.</summary>
    public const int Length = 20;

    private const int Bytes = PrefixBytes + 6;

    /// <summary>Draws a prefix that no other opening of a store has.</summary>
    public static byte[] NewPrefix() => RandomNumberGenerator.GetBytes(PrefixBytes);

    /// <summary>The id of a prefix and count.</summary>
    public static string Format(ReadOnlySpan<byte> prefix, long count)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Span<byte> number = stackalloc byte[8];
        prefix.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(number, count);
        number[2..].CopyTo(bytes[PrefixBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The count in an id with the given prefix.</summary>
    /// <returns>False if the id is not one with that prefix.</returns>
    public static bool TryParse(ReadOnlySpan<byte> id, ReadOnlySpan<byte> prefix, out long count)
    {
        count = 0;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (id.Length != Length || !Base64Url.TryDecodeFromUtf8(id, bytes, out var written) || written != Bytes
            || !bytes.StartsWith(prefix))
        {
            return false;
        }

        Span<byte> number = stackalloc byte[8];
        number.Clear();
        bytes[PrefixBytes..].CopyTo(number[2..]);
        count = BinaryPrimitives.ReadInt64BigEndian(number);
        return true;
    }
}
