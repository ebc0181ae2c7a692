namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Gives files the offset to read from, a codec with nothing held, and somebody who follows their deliveries.</summary>
/// <param name="input">Makes the codecs.</param>
/// <param name="positions">Takes note of what is delivered.</param>
/// <param name="delimiter">The option <c>delimiter</c>.</param>
internal sealed class FileStart(InputContext input, Sincedb positions, string delimiter)
{
    private readonly string _delimiter = DelimiterText.Read(delimiter);

    /// <summary>At an offset.</summary>
    public void At(WatchedFile file, long offset, FileHead head)
    {
        DeliveryOrder? order = null;
        order = new DeliveryOrder(delivered => file.NoteDelivery(order!, () => positions.Set(file.Identity, delivered, file.Path, file.Head)));
        file.Begin(offset, head, CreateCodec(), order);
    }

    /// <summary>At what is delivered: later events were given up.</summary>
    public void AtDelivered(WatchedFile file)
    {
        var isKnown = positions.TryGet(file.Identity, out var row);
        At(file, isKnown ? row.Offset : 0, isKnown ? row.Head : default);
    }

    /// <summary>At its beginning: what is in it has not been read.</summary>
    public void Anew(WatchedFile file)
    {
        At(file, 0, default);
        positions.Set(file.Identity, 0, file.Path, default);
    }

    private ICodec CreateCodec()
    {
        var codec = input.CreateCodec();
        return _delimiter != "\n" && codec is IDelimitedCodec lines ? lines.WithDelimiter(_delimiter) : codec;
    }
}
