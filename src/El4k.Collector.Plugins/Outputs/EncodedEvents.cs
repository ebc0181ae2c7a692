using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Outputs;

/// <summary>Events as bytes, and where each of them ends. Used by one thread.</summary>
/// <param name="codec">Writes the events.</param>
/// <param name="endsJsonWithNewline">Whether a JSON document that the codec does not end with a newline gets one, as on a stream nothing else tells it from the next.</param>
internal sealed class EncodedEvents(ICodec codec, bool endsJsonWithNewline)
{
    private const int FirstBytes = 4 * 1024;

    // A batch that was far larger than others must not keep its memory.
    private const int KeptBytes = 4 * 1024 * 1024;

    private readonly List<int> _ends = [];
    private ArrayBufferWriter<byte> _bytes = new(FirstBytes);

    /// <summary>The bytes of all events.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>How many events there are.</summary>
    public int Count => _ends.Count;

    /// <summary>The bytes of one event.</summary>
    public ReadOnlyMemory<byte> this[int index] => Bytes[StartOf(index).._ends[index]];

    /// <summary>Where an event begins.</summary>
    public int StartOf(int index) => index == 0 ? 0 : _ends[index - 1];

    /// <summary>How many events lie wholly within so many bytes at the beginning.</summary>
    public int CountWithin(long bytes)
    {
        var at = _ends.BinarySearch((int)Math.Min(bytes, int.MaxValue));

        // Events without bytes end where the one before them does.
        while (at >= 0 && at + 1 < _ends.Count && _ends[at + 1] == _ends[at])
        {
            at++;
        }

        return at < 0 ? ~at : at + 1;
    }

    /// <summary>Forgets all events.</summary>
    public void Clear()
    {
        _ends.Clear();
        if (_bytes.Capacity > KeptBytes)
        {
            _bytes = new ArrayBufferWriter<byte>(FirstBytes);
        }
        else
        {
            _bytes.ResetWrittenCount();
        }
    }

    /// <summary>Adds an event.</summary>
    public void Add(Event source)
    {
        var start = _bytes.WrittenCount;
        codec.Encode(source, _bytes);
        var written = _bytes.WrittenSpan[start..];
        if (endsJsonWithNewline && written is [(byte)'{', .., (byte)'}'])
        {
            _bytes.Write("\n"u8);
        }

        _ends.Add(_bytes.WrittenCount);
    }
}
