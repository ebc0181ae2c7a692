namespace El4k.Client.Wire;

/// <summary>Writes metrics as JSON objects that fit a datagram.</summary>
/// <remarks>Used by one thread at a time: the metric sender's.</remarks>
internal sealed class MetricEncoder(RecordIdentity identity, MetricFormat format)
{
    /// <summary>Appends one metric to <paramref name="json"/>.</summary>
    /// <param name="json">Where to write; nothing is left there when the answer is <see cref="EncodeResult.TooLarge"/>.</param>
    /// <param name="kind">What was measured; also the message.</param>
    /// <param name="utcTicks">When it happened.</param>
    /// <param name="fields">The metric's own fields; of equal names the last wins.</param>
    /// <param name="maxBytes">The most bytes the object may take.</param>
    public EncodeResult Encode(JsonBuffer json, string kind, long utcTicks, ReadOnlySpan<El4kField> fields, int maxBytes)
    {
        var start = json.Length;
        var longest = Longest(fields);
        if (longest <= maxBytes && TryWrite(json, kind, utcTicks, fields, int.MaxValue, maxBytes))
        {
            return EncodeResult.Whole;
        }

        // The greatest cut that fits is searched for, so that only the longest strings lose anything.
        int fits = 0, tooLong = Math.Min(longest, maxBytes);
        while (tooLong - fits > 1)
        {
            var cut = fits + ((tooLong - fits) / 2);
            if (TryWrite(json, kind, utcTicks, fields, cut, maxBytes))
            {
                json.TruncateTo(start);
                fits = cut;
            }
            else
            {
                tooLong = cut;
            }
        }

        for (var kept = fields.Length; kept >= 0; kept--)
        {
            if (TryWrite(json, kind, utcTicks, fields[..kept], Math.Max(fits, WireLimits.ShortestCut), maxBytes))
            {
                return EncodeResult.Truncated;
            }
        }

        return EncodeResult.TooLarge;
    }

    private static int Longest(ReadOnlySpan<El4kField> fields)
    {
        var longest = 0;
        foreach (ref readonly var field in fields)
        {
            longest = Math.Max(longest, field.Text?.Length ?? 0);
        }

        return longest;
    }

    private bool TryWrite(JsonBuffer json, string kind, long utcTicks, ReadOnlySpan<El4kField> fields, int cut, int maxBytes)
    {
        var start = json.Length;
        WriteHead(json, kind, utcTicks);
        for (var i = 0; i < fields.Length; i++)
        {
            if (!FieldWriter.IsRepeatedIn(fields[(i + 1)..], fields[i].Name))
            {
                FieldWriter.WriteTopLevel(json, fields[i], cut);
            }
        }

        if (cut != int.MaxValue)
        {
            json.Raw(",\"truncated\":true"u8);
        }

        json.EndObject();
        if (json.Length - start <= maxBytes)
        {
            return true;
        }

        json.TruncateTo(start);
        return false;
    }

    private void WriteHead(JsonBuffer json, string kind, long utcTicks)
    {
        if (format == MetricFormat.Monolog)
        {
            json.Raw("{\"message\":"u8);
            json.Text(kind, WireLimits.MaxName);
            json.Raw(",\"context\":{},\"level\":10,\"level_name\":\"METRIC\",\"channel\":\"metrics\",\"datetime\":"u8);
            MonologTime.WriteDateTime(json, utcTicks);
            json.Raw(",\"extra\":{}"u8);
        }
        else
        {
            json.Raw("{\"level\":10,\"level_name\":\"METRIC\""u8);
        }

        identity.WriteService(json);
        json.Raw(",\"@timestamp\":"u8);
        MonologTime.WriteTimestamp(json, utcTicks);
        identity.WriteOrigin(json);
        json.Raw(",\"kind\":"u8);
        json.Text(kind, WireLimits.MaxName);
    }
}
