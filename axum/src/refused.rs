//! The way on for a request that a guard has refused: what is kept of it, and the reply that leads to the consent.

use std::sync::Arc;

use bytes::Bytes;
use http::Response;
use http_body::Body;
use requires_scope::{Attempt, Error, Grant, MissingScopes, RefusedCall};
use tower::BoxError;
use url::Url;

use crate::body::{self, BoxBody, OwnResponse, ResponseBody};
use crate::channel::WebChannel;
use crate::keep::Keep;
use crate::layer::Ours;
use crate::marks::Told;
use crate::reply::{self, Refusal};
use crate::{look, pages};

/// Answers a refused request, of which `keep` is noted, and whose route has said what it `told`.
pub(crate) async fn go_on<B, R, E>(
    ours: Arc<Ours>,
    grant: Grant,
    refused: Box<RefusedCall>,
    told: Told,
    keep: Keep<B>,
) -> Result<Response<ResponseBody<R>>, E>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    let Told { marks, sender } = told;
    if keep.is_prefetch() {
        let not_yet = pages::not_yet().map(ResponseBody::own);
        return Ok(look::dress(not_yet, &*ours.look, || Some(grant.key().clone())));
    }
    let keep = keep.sent_by(sender);
    let channel = marks.channel.unwrap_or(keep.channel());
    let grant = grant.on(channel.to_channel());
    let is_repeatable = refused.is_before_any_effect() || marks.is_idempotent;
    let awaited = keep.awaited();
    let response = ours.reply_to(&grant, channel, refused.missing(), is_repeatable, keep).await;
    // A browser reads no answer while it sends, and loses one after which the server closes the connection on it (RFC 9112,
    // section 9.6).
    if let Some(tape) = awaited {
        body::discard(&tape).await;
    }
    Ok(look::dress(response.map(ResponseBody::own), &*ours.look, || Some(grant.key().clone())))
}

impl Ours {
    async fn reply_to<B>(
        &self,
        grant: &Grant,
        channel: WebChannel,
        missing: &MissingScopes,
        is_repeatable: bool,
        keep: Keep<B>,
    ) -> Response<BoxBody>
    where
        B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
    {
        if keep.is_nested() {
            return self.settled(channel, missing, None, reply::nested(grant.channel()));
        }
        let attempt = match grant.ask_for(missing).await {
            Ok(attempt) => attempt,
            Err(error) if channel == WebChannel::Fetch || error.missing().is_none() => {
                return self.settled(channel, missing, None, reply::failure(grant.channel(), &error));
            }
            Err(_) => None,
        };
        let (link, ours) = match channel {
            WebChannel::Fetch => {
                let link = attempt.as_ref().map(Attempt::consent_link);
                (link.clone(), reply::insufficient_scope(missing, link))
            }
            WebChannel::Page | WebChannel::Framed | WebChannel::Partial => {
                match self.leave(grant, channel, missing, attempt.as_ref(), is_repeatable, keep).await {
                    Ok(left) => left,
                    Err(error) => (None, reply::failure(grant.channel(), &error)),
                }
            }
        };
        self.settled(channel, missing, link, ours)
    }

    /// The person leaves for Zoho's page, and the request is kept until they come back. Gives the consent link, and
    /// the reply that leads there.
    async fn leave<B>(
        &self,
        grant: &Grant,
        channel: WebChannel,
        missing: &MissingScopes,
        attempt: Option<&Attempt>,
        is_repeatable: bool,
        keep: Keep<B>,
    ) -> Result<(Option<Url>, OwnResponse), Error>
    where
        B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
    {
        let home = &self.keeping.home;
        let back = keep.back(channel, home);
        let kept = match () {
            () if keep.is_safe() => Some(back.clone()),
            () if is_repeatable => keep.whole(channel, home).await,
            () => None,
        };
        let is_lost = kept.is_none();
        let call = self.client.suspend(grant, missing, kept.unwrap_or(back)).await?;
        let link = attempt.map(|attempt| reply::link_with_call(attempt, &call));
        // Declined lately, or granted meanwhile, or not kept: the call's own page tells which. A page of its own, so that
        // the browser's history holds no form that it would offer to send again.
        let page = self.page_of(&call);
        let next = link.as_ref().filter(|_| !is_lost).unwrap_or(&page).as_str();
        let response = match channel {
            WebChannel::Partial => reply::redirect_partial(missing, next),
            WebChannel::Framed => pages::framed(next, missing),
            WebChannel::Page | WebChannel::Fetch => reply::see_other(next),
        };
        Ok((link, response))
    }

    /// What the application makes of our reply.
    fn settled(
        &self,
        channel: WebChannel,
        missing: &MissingScopes,
        consent_link: Option<Url>,
        ours: OwnResponse,
    ) -> Response<BoxBody> {
        let refusal = Refusal { channel, missing: missing.clone(), consent_link };
        self.reply.reply(&refusal, ours)
    }
}
