// The browser's half of the box. It never replaces a text that the server hasn't settled; every change has a
// count that only rises, and the server answers with the count up to which all is settled.

const PAUSE = 1500, LATEST = 5000, SLOW = 700, LOST = 5000, AGAIN = 15000, HOLD = 2000
const boxes = new WeakMap()
let passing = false

export default function (component) {
  const box = component.parentElement.querySelector("textarea")
  if (!box) return
  let me = boxes.get(box)
  if (!me) boxes.set(box, me = begin(box, component))
  me.show(component)
  return me.leave
}

function begin(box, first) {
  const root = first.parentElement, part = id => root.querySelector("#" + id), gone = new AbortController()
  const timers = { send: 0, slow: 0, again: 0 }
  let component = first, data = first.data, base = data.version
  let count = 0, done = 0, sent = 0, tries = 0, oldest = 0, lost = false, kept = null
  const onTheWay = new Set()

  const plain = text => text.replace(/\r\n?/g, "\n")
  const place = () => "trainer:kept:" + data.keep
  const unsettled = () => count > done
  const pending = upTo => upTo > done && upTo > data.refused && !lost
  const on = (target, kind, then) => target.addEventListener(kind, then, { signal: gone.signal, capture: true })
  const wait = (name, then, after) => { clearTimeout(timers[name]); timers[name] = setTimeout(then, after) }
  const stop = (...names) => names.forEach(name => clearTimeout(timers[name]))

  function remember() {
    const words = { text: box.value, base, sent: [...onTheWay] }
    try { localStorage.setItem(place(), JSON.stringify(words)) } catch { /* no room: saved soon */ }
  }
  function remembered() {
    try { return JSON.parse(localStorage.getItem(place())) } catch { return null }
  }
  function forget() {
    try { localStorage.removeItem(place()) } catch { /* nothing is kept there then */ }
  }

  function say(text, unsaved = false) {
    const status = part("status")
    if (status.textContent !== text) status.textContent = text
    status.classList.toggle("unsaved", unsaved)
  }
  function saySaved() {
    const at = data.saved_at && new Date(data.saved_at)
    say(at ? "Saved " + at.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) : "")
  }
  function countWords() {
    const words = box.value.trim().split(/\s+/).filter(Boolean).length
    part("words").textContent = words === 1 ? "1 word" : words + " words"
  }
  function put(text) {
    if (text === box.value) return
    const caret = box.selectionStart === box.value.length ? text.length : box.selectionStart
    box.value = text
    box.setSelectionRange(caret, caret)
  }

  function changed() {
    count = Math.max(count + 1, data.settled + 1, Date.now())
    remember()
    countWords()
    oldest ||= Date.now()
    wait("send", send, Math.max(0, Math.min(PAUSE, oldest + LATEST - Date.now())))
  }
  function send() {
    stop("send", "again")
    if (!unsettled()) return
    oldest = 0
    sent = count
    onTheWay.add(box.value)
    remember()
    component.setStateValue("typed", { count, text: box.value, base, heard: done, try: ++tries })
    if (!lost) wait("slow", () => say("Saving…"), SLOW)
    wait("again", () => {
      lost = true
      stop("slow")
      say("Not saved: no connection. Your words are kept on this computer until it is back.", true)
      send()
    }, LOST)
  }
  const hurry = () => { if (count > sent) send() }
  // Leaving the box and a click elsewhere can come in one breath, and Streamlit then mixes up the two: it stays
  // on the page, or forgets the button, or the text. So the click waits until the text is saved.
  function hold(event) {
    const aim = event.composedPath().find(each => each.matches?.("a[href], button"))
    if (passing || !aim || root.contains(aim) || !pending(count) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    hurry()
    const upTo = count, until = Date.now() + HOLD
    const turn = setInterval(() => {
      if (pending(upTo) && Date.now() < until) return
      clearInterval(turn)
      passing = true
      aim.click()
      passing = false
    }, 40)
  }

  function show(next) {
    const before = data
    component = next
    data = next.data
    part("text").style.minHeight = data.height + "px"
    root.querySelector("label").textContent = data.label
    part("help").textContent = data.help
    part("help").hidden = !data.help
    const heard = data.settled > done
    if (heard) lost = false
    done = Math.max(done, data.settled)
    if (!unsettled()) {
      stop("send", "slow", "again")
      base = data.version
      put(plain(data.text))
      if (count) forget()
      onTheWay.clear()
      oldest = 0
      saySaved()
    } else {
      if (heard) base = data.settled_version
      else if (onTheWay.has(plain(data.text))) base = data.version // saved, but the answer was lost
      remember()
      if (data.refused >= sent && data.problem) {
        lost = false
        stop("slow", "again")
        say("Not saved: " + data.problem.says, true)
        if (!data.problem.final) wait("again", send, AGAIN)
      } else if (heard) {
        stop("slow", "again")
        saySaved()
      }
      if (data.session !== before.session) send()
    }
    countWords()
  }

  on(box, "input", changed)
  on(box, "blur", hurry)
  on(document, "click", hold)
  on(document, "visibilitychange", () => { if (document.hidden) hurry() })
  on(window, "pagehide", hurry)
  on(part("use"), "click", () => { part("offer").hidden = true; put(kept.text); changed(); box.focus() })
  on(part("drop"), "click", () => { part("offer").hidden = true; forget(); box.focus() })

  box.value = plain(data.text)
  box.readOnly = false  // until here a key would have gone into a box that is filled a moment later
  kept = remembered()
  if (kept && kept.text !== box.value) {
    // also when what these words were written over was saved, but the answer never came
    if (kept.base === data.version || kept.sent?.includes(plain(data.text))) {
      box.value = kept.text
      changed()
    } else {
      root.querySelector("blockquote").textContent = kept.text
      part("offer").hidden = false
    }
  } else forget()

  return {
    show,
    leave() { gone.abort(); stop("send", "slow", "again"); boxes.delete(box) },
  }
}
