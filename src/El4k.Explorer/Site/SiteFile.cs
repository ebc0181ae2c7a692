using System.IO.Compression;

namespace El4k.Explorer.Site;

/// <summary>One file of the built app, kept as it is sent.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">As built.</param>
/// <param name="Gzip">Compressed, null where that saves nothing.</param>
/// <param name="IsHashed">Whether its name holds a hash of its content, so that it can be kept for good.</param>
internal sealed record SiteFile(string ContentType, byte[] Bytes, byte[]? Gzip, bool IsHashed)
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".map"] = "application/json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
    };

    public static SiteFile Of(string path, byte[] bytes)
    {
        var compressed = Compress(bytes);
        return new SiteFile(
            ContentTypes.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"),
            bytes,
            compressed.Length < bytes.Length * 9 / 10 ? compressed : null,
            path.StartsWith("assets/", StringComparison.Ordinal));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return buffer.ToArray();
    }
}
