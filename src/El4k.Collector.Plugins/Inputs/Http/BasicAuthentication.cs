using System.Security.Cryptography;
using System.Text;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Compares what a request says with the user and the password, in a time that tells nothing about them.</summary>
internal sealed class BasicAuthentication
{
    private const string Scheme = "Basic ";

    private readonly byte[] _wanted;

    public BasicAuthentication(string user, string password) => _wanted = Digest(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Whether the header <c>Authorization</c> is the right one.</summary>
    public bool IsGood(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var given = new byte[header.Length];
        return Convert.TryFromBase64String(header[Scheme.Length..].Trim(), given, out var length)
            && CryptographicOperations.FixedTimeEquals(_wanted, Digest(given.AsSpan(0, length)));
    }

    // Of equal length whatever was sent.
    private static byte[] Digest(ReadOnlySpan<byte> text) => SHA256.HashData(text);
}
