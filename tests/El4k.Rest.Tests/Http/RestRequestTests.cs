using El4k.Rest.Http;
using El4k.Store.Errors;
using Microsoft.AspNetCore.Http;

namespace El4k.Rest.Tests.Http;

public sealed class RestRequestTests
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly RestOptions Options = new() { MaxContentBytes = 8 * Mebibyte };

    [Fact]
    public async Task A_declared_length_reserves_no_more_than_a_mebibyte_before_bytes_arrive()
    {
        using var body = new RecordingStream([]);
        using var request = new RestRequest(Context(body, 7 * Mebibyte), Options);
        Assert.True((await request.ReadBodyAsync()).IsEmpty);
        Assert.Equal([Mebibyte], body.Offered);
    }

    [Fact]
    public async Task A_short_body_is_read_in_one_piece()
    {
        using var body = new RecordingStream("{}"u8.ToArray());
        using var request = new RestRequest(Context(body, 2), Options);
        Assert.Equal("{}"u8.ToArray(), (await request.ReadBodyAsync()).ToArray());
        Assert.Equal([3, 1], body.Offered);
    }

    [Theory]
    [InlineData(Mebibyte - 1)]
    [InlineData(Mebibyte)]
    [InlineData((5 * Mebibyte) + 3)]
    [InlineData(8 * Mebibyte)]
    public async Task A_body_of_any_length_up_to_the_limit_arrives_whole(int length)
    {
        var sent = new byte[length];
        new Random(7).NextBytes(sent);
        foreach (long? declared in (long?[])[length, null])
        {
            using var body = new RecordingStream(sent);
            using var request = new RestRequest(Context(body, declared), Options);
            Assert.True((await request.ReadBodyAsync()).Span.SequenceEqual(sent));
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_its_length_is_declared_or_not()
    {
        foreach (long? declared in (long?[])[(8 * Mebibyte) + 1, null])
        {
            using var body = new RecordingStream(new byte[(8 * Mebibyte) + 1]);
            using var request = new RestRequest(Context(body, declared), Options);
            Assert.Equal(413, (await Assert.ThrowsAsync<StoreException>(request.ReadBodyAsync)).Status);
        }
    }

    private static DefaultHttpContext Context(Stream body, long? declared)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = declared;
        context.Request.Body = body;
        return context;
    }

    /// <summary>A body that notes how much room its reader has for each read.</summary>
    private sealed class RecordingStream(byte[] content) : MemoryStream(content)
    {
        public List<int> Offered { get; } = [];

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Offered.Add(buffer.Length);
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
