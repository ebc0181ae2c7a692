using System.Text;
using El4k.Client.Logs;
using El4k.Testing;

namespace El4k.Client.Tests.Logs;

public sealed class SentTailTests
{
    private readonly ManualTime _time = new(Records.Moment);
    private readonly SentTail _tail;

    public SentTailTests() => _tail = new SentTail(_time);

    [Fact]
    public void A_record_has_arrived_once_its_last_byte_is_acknowledged()
    {
        Send("aa", 2);
        Send("bbb", 5);
        Assert.Equal(1, _tail.Acknowledge(4));
        Assert.Equal(1, _tail.Pending);
        Assert.Equal(1, _tail.Acknowledge(5));
        Assert.Equal(0, _tail.Pending);
    }

    [Fact]
    public void A_closed_connection_gives_back_what_did_not_arrive()
    {
        Send("aa", 2);
        Send("bb", 4);
        _tail.Acknowledge(2);
        Assert.Equal("bb", TakeBack(reset: false));
        Assert.Equal(0, _tail.Count);
    }

    [Fact]
    public void A_reset_connection_gives_back_even_what_arrived_a_moment_ago()
    {
        Send("old", 3);
        _tail.Acknowledge(3);
        _time.Advance(SentTail.KeepAcknowledged);
        Send("new", 6);
        Send("on its way", 16);
        _tail.Acknowledge(6);
        Assert.Equal("newon its way", TakeBack(reset: true));
    }

    [Fact]
    public void Acknowledged_records_are_forgotten_after_some_time_or_many_bytes()
    {
        Send("aa", 2);
        _tail.Acknowledge(2);
        Assert.Equal(1, _tail.Count);
        _time.Advance(SentTail.KeepAcknowledged);
        _tail.Acknowledge(2);
        Assert.Equal(0, _tail.Count);

        var large = new string('x', SentTail.MaxAcknowledgedBytes);
        Send(large, 2 + large.Length);
        Send("y", 3 + large.Length);
        _tail.Acknowledge(3 + large.Length);
        Assert.Equal("y", TakeBack(reset: true));
    }

    private void Send(string line, long end) => _tail.Add(EncodedRecord.Copy(Encoding.UTF8.GetBytes(line), MonologLevel.Info, end), end);

    private string TakeBack(bool reset)
    {
        var again = new Queue<EncodedRecord>();
        Assert.Equal(_tail.TakeBack(reset, again), again.Count);
        return string.Concat(again.Select(record => Encoding.UTF8.GetString(record.Line)));
    }
}
