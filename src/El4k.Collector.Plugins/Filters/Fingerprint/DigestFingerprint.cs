using System.Security.Cryptography;
using System.Text;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>A digest, or with a key a message authentication code (RFC 2104), in hexadecimal or Base64.</summary>
internal sealed class DigestFingerprint(FingerprintMethod method, string? key, bool isBase64) : IFingerprint
{
    private readonly byte[]? _key = key is null ? null : Encoding.UTF8.GetBytes(key);

    /// <inheritdoc/>
    public object Of(ReadOnlySpan<byte> text, long? integer)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        hash = hash[..(_key is null ? Digest(text, hash) : Authenticate(_key, text, hash))];
        return isBase64 ? Convert.ToBase64String(hash) : Convert.ToHexStringLower(hash);
    }

    // SHA-1 and MD5 tell events apart here, as existing configurations ask for them; nothing relies on nobody being able to forge one.
#pragma warning disable CA5350, CA5351
    private int Digest(ReadOnlySpan<byte> text, Span<byte> hash) => method switch
    {
        FingerprintMethod.Md5 => MD5.HashData(text, hash),
        FingerprintMethod.Sha1 => SHA1.HashData(text, hash),
        FingerprintMethod.Sha256 => SHA256.HashData(text, hash),
        FingerprintMethod.Sha384 => SHA384.HashData(text, hash),
        _ => SHA512.HashData(text, hash),
    };

    private int Authenticate(byte[] secret, ReadOnlySpan<byte> text, Span<byte> hash) => method switch
    {
        FingerprintMethod.Md5 => HMACMD5.HashData(secret, text, hash),
        FingerprintMethod.Sha1 => HMACSHA1.HashData(secret, text, hash),
        FingerprintMethod.Sha256 => HMACSHA256.HashData(secret, text, hash),
        FingerprintMethod.Sha384 => HMACSHA384.HashData(secret, text, hash),
        _ => HMACSHA512.HashData(secret, text, hash),
    };
#pragma warning restore CA5350, CA5351
}
