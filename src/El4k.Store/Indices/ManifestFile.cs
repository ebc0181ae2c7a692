using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using El4k.Store.Errors;
using El4k.Store.Io;
using El4k.Store.Mapping;

namespace El4k.Store.Indices;

/// <summary>Reads and writes the manifest of an index: one line with version, length and checksum, then JSON. See <c>docs/formats/manifest.md</c>.</summary>
/// <remarks>It is written twice, one file after the other, so that damage to one loses nothing.</remarks>
internal static class ManifestFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest";

    /// <summary>Name of its copy.</summary>
    public const string CopyName = "manifest.copy";

    private const string Magic = "EL4K-MANIFEST";
    private const int Version = 1;

    /// <summary>Replaces the manifest in an index's folder; durable on return.</summary>
    public static void Write(FileSystem files, string directory, IndexManifest manifest)
    {
        var content = Encode(manifest);
        files.Replace(Path.Combine(directory, FileName), content);
        files.Replace(Path.Combine(directory, CopyName), content);
    }

    /// <summary>Reads the manifest in an index's folder, or if that is damaged its copy.</summary>
    /// <exception cref="IOException">Neither can be read.</exception>
    public static IndexManifest Read(string directory, Action<string> log)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return Decode(path, File.ReadAllBytes(path));
        }
        catch (IOException exception)
        {
            var copy = Path.Combine(directory, CopyName);
            var manifest = Decode(copy, File.ReadAllBytes(copy));
            log($"{exception.Message}; the copy {copy} is used");
            return manifest;
        }
    }

    /// <summary>The bytes of a manifest.</summary>
    public static byte[] Encode(IndexManifest manifest)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Indented = true }))
        {
            WriteBody(manifest, json);
        }

        var header = $"{Magic} {Version} {body.WrittenCount} {Crc32C.Of(body.WrittenSpan):x8}\n";
        return [.. Encoding.ASCII.GetBytes(header), .. body.WrittenSpan];
    }

    /// <summary>The manifest in <paramref name="bytes"/>.</summary>
    /// <exception cref="CorruptFileException">They are damaged or of another version.</exception>
    public static IndexManifest Decode(string path, ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        var header = end < 0 ? [] : Encoding.ASCII.GetString(bytes[..end]).Split(' ');
        if (header.Length != 4 || header[0] != Magic)
        {
            throw new CorruptFileException(path, "header", "does not begin as a manifest does");
        }

        if (header[1] != Version.ToString(CultureInfo.InvariantCulture))
        {
            throw new CorruptFileException(path, "header", $"format version {header[1]} is not known, only {Version} is");
        }

        var body = bytes[(end + 1)..];
        if (header[2] != body.Length.ToString(CultureInfo.InvariantCulture) || header[3] != Crc32C.Of(body).ToString("x8", CultureInfo.InvariantCulture))
        {
            throw new CorruptFileException(path, "body", "length or checksum does not match the header");
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return ReadBody(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or StoreException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CorruptFileException(path, "body", exception.Message);
        }
    }

    private static void WriteBody(IndexManifest manifest, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", manifest.Name);
        json.WriteString("uuid", manifest.Uuid);
        json.WriteString("created", manifest.Created);
        json.WriteNumber("persisted_seq_no", manifest.PersistedSequenceNumber);
        json.WriteNumber("next_segment", manifest.NextSegmentNumber);
        json.WriteStartArray("segments");
        foreach (var segment in manifest.Segments)
        {
            json.WriteStartObject();
            json.WriteString("name", segment.Name);
            json.WriteNumber("rows", segment.Rows);
            json.WriteNumber("length", segment.Length);
            if (segment.LiveRows is not null)
            {
                json.WriteString("live", segment.LiveRows);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("settings");
        json.WriteRawValue(manifest.Settings);
        json.WritePropertyName("mapping");
        MappingWriter.Write(manifest.Mapping, json);
        json.WriteStartArray("dynamic_fields");
        foreach (var field in manifest.Mapping.Fields.Where(field => !field.IsExplicit))
        {
            json.WriteStringValue(field.Path);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IndexManifest ReadBody(JsonElement body)
    {
        var dynamic = body.GetProperty("dynamic_fields").EnumerateArray().Select(path => path.GetString()!).ToHashSet(StringComparer.Ordinal);
        var written = MappingParser.Parse(body.GetProperty("mapping"), isExplicit: true, out _);
        var fields = written.Fields.Select(field => dynamic.Contains(field.Path) ? field with { IsExplicit = false } : field);
        return new IndexManifest(
            body.GetProperty("name").GetString()!,
            body.GetProperty("uuid").GetGuid(),
            body.GetProperty("created").GetDateTimeOffset(),
            body.GetProperty("settings").GetRawText(),
            new IndexMapping(fields, written.Objects, written.Settings),
            body.GetProperty("persisted_seq_no").GetInt64(),
            body.GetProperty("next_segment").GetInt32(),
            [.. body.GetProperty("segments").EnumerateArray().Select(segment => new ManifestSegment(
                segment.GetProperty("name").GetString()!,
                segment.GetProperty("rows").GetInt32(),
                segment.GetProperty("length").GetInt64(),
                segment.TryGetProperty("live", out var live) ? live.GetString() : null))]);
    }
}
